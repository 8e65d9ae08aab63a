package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.RunReference;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.client.ArkorClients;
import ai.arkor.local.LocalBackend;
import ai.arkor.local.LocalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program of somebody's own: the real client, a backend process, worker processes, and the bundled model trained for a few steps. */
@Timeout(120)
class EmbeddedBackendTest {

    /** One for all tests, because native libraries are unpacked anew in each. */
    @TempDir
    private static Path home;

    private static LocalBackend backend;

    @TempDir
    private Path project;

    @TempDir
    private Path anotherFolder;

    @BeforeAll
    static void startBackend() throws Exception {
        backend = LocalBackend.ensure(LocalOptions.inHome(home));
    }

    @AfterAll
    static void stopBackend() throws Exception {
        backend.stop();
        assertThat(LocalBackend.find(LocalOptions.inHome(home))).isEmpty();
        assertThat(home.resolve(".arkor").resolve("credentials.json")).doesNotExist();
    }

    @BeforeEach
    void writeRows() throws Exception {
        List<String> rows = Collections.nCopies(16,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Colour of grass?\"},{\"role\":\"assistant\",\"content\":\"green\"}]}");
        Files.write(project.resolve("rows.jsonl"), rows);
    }

    @Test
    void aRunIsTrainedWatchedAskedAndFoundAgain() throws Exception {
        List<String> answers = new ArrayList<>();
        List<String> events = new ArrayList<>();
        try (ArkorClient client = client(project); ArkorClient elsewhere = client(anotherFolder)) {
            Trainer trainer = trainer(client).maxSteps(18).loggingSteps(6).saveSteps(6)
                    .onCheckpoint(checkpoint -> answers.add(checkpoint.step() + " " + checkpoint.infer(question()).text()))
                    .build();
            TrainingResult result = trainer.start().await(AwaitOptions.DEFAULT.onEvent(event -> events.add(event.meta().type() + step(event)))).orThrow();
            RunReference reference = trainer.run().orElseThrow().reference();

            assertThat(events).containsExactly("training.started", "training.log 6", "checkpoint.saved 6", "training.log 12", "checkpoint.saved 12",
                    "training.log 18", "training.completed");
            assertThat(answers).hasSize(2).first().asString().matches("6 .*\\S.*");
            assertThat(result.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(answers.get(1)).isEqualTo("12 green");

            TrainingRun found = elsewhere.attach(RunReference.parse(reference.toString()));
            assertThat(found.await().status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(found.infer(question(ModelRef.finalAdapter(found.jobId()))).text()).isEqualTo("green");
            assertThat(client.chat(question(ModelRef.base(Models.ARKOR_TINY))).text()).isNotEqualTo("green");
            assertThat(elsewhere.allRuns()).extracting(TrainingRun::reference).contains(reference);
            assertThat(elsewhere.runs()).isEmpty();
        }
        assertThat(project.resolve(".arkor")).doesNotExist();
    }

    @Test
    void aRunIsCancelledFromElsewhereWithinASecond() throws Exception {
        try (ArkorClient client = client(project); ArkorClient elsewhere = client(anotherFolder)) {
            CompletableFuture<Void> training = new CompletableFuture<>();
            TrainingRun run = trainer(client).maxSteps(100_000).build().start();
            CompletableFuture<TrainingResult> watched = run.awaitAsync(AwaitOptions.DEFAULT.onEvent(event -> {
                if (event instanceof TrainingEvent.TrainingLog) {
                    training.complete(null);
                }
            }));
            training.get();

            long before = System.nanoTime();
            assertThat(elsewhere.attach(run.reference()).cancel()).isTrue();
            TrainingResult result = watched.get();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(result.status()).isEqualTo(JobStatus.CANCELLED);
            assertThat(run.cancel()).isFalse();
        }
    }

    @Test
    void whatIsWrongWithARowIsToldToTheProgram() throws Exception {
        List<String> rows = new ArrayList<>(Files.readAllLines(project.resolve("rows.jsonl")));
        rows.set(2, "{\"messages\":[{\"role\":\"user\"");
        Files.write(project.resolve("rows.jsonl"), rows);
        try (ArkorClient client = client(project)) {
            TrainingResult result = trainer(client).build().await();

            assertThat(result.status()).isEqualTo(JobStatus.FAILED);
            assertThat(result.job().error().orElseThrow()).contains("Job \"grass\" (" + result.job().id() + ")", project.resolve("rows.jsonl") + ", row 3: bad JSON");
        }
    }

    private Trainer.Builder trainer(ArkorClient client) {
        return Trainer.builder("grass").client(client).model(Models.ARKOR_TINY).dataset(Dataset.file(project.resolve("rows.jsonl")))
                .lora(LoraConfig.of(8, 16)).learningRate(5e-3).batchSize(8);
    }

    private ArkorClient client(Path directory) {
        return ArkorClients.connect(backend.address()).token(backend::token).organisation(backend.organisation()).projectDirectory(directory)
                .stateFile(backend::stateFile).projectSlug(backend::projectSlug).referenceBackend(RunReference.LOCAL).build();
    }

    private static ChatRequest question() {
        return ChatRequest.builder().user("Colour of grass?").temperature(0).maxTokens(8).build();
    }

    private static ChatRequest question(ModelRef model) {
        return question().toBuilder().model(model).build();
    }

    private static String step(TrainingEvent event) {
        if (event instanceof TrainingEvent.TrainingLog log) {
            return " " + log.step();
        }
        return event instanceof TrainingEvent.CheckpointSaved saved ? " " + saved.step() : "";
    }
}
