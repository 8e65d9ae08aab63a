package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SweepCommandTest {

    private static final String[] TWO_BY_TWO = {"--set", "learningRate=1e-4,3e-4", "--set", "lora.r=8,16"};

    private final ScriptedConnector connector = new ScriptedConnector();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Runnable> ctrlC = new CompletableFuture<>();

    /** One for all, so that the entry is compiled once. */
    @TempDir
    private static Path folder;

    @BeforeAll
    static void entry() throws IOException {
        Path entry = folder.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, "import ai.arkor.api.*; class Index { static Trainer trainer = Trainer.builder(\"bot\").model(\"m\")"
                + ".dataset(Dataset.huggingFace(\"x/y\")).lora(LoraConfig.of(4, 8)).build(); }");
    }

    @Test
    void theBestIsNamedWithTheCommandToChatWithIt() throws Exception {
        CompletableFuture<Integer> status = sweep(TWO_BY_TWO);
        for (double evalLoss : new double[] {2, 1.5, 1.25, 3}) {
            play(evalLoss).end(JobStatus.COMPLETED);
        }

        assertThat(status.get()).isZero();
        assertThat(err()).contains("trial 1 of 4 started: learningRate=0.0001 lora.r=8, run run-1\n",
                "best: trial 3, learningRate=0.0003 lora.r=8, eval loss 1.250 at step 5\nrun: local#local/project/run-3\nnext: arkor chat --run run-3 \"PROMPT\"\n");
    }

    @Test
    void aBestStepThatWasSavedIsTheOneToChatWithAndOneThatWasNotIsTold() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2");
        ScriptedRun first = play(1);
        first.emit(Events.log(10, 2_000, 4));
        first.end(JobStatus.COMPLETED);
        play(5).end(JobStatus.COMPLETED);
        assertThat(status.get()).isZero();
        assertThat(err()).contains("its final adapter is at 4.000; with saveSteps as evalSteps the best step would have been kept\n", "next: arkor chat --run run-1 \"");

        status = sweep("--set", "seed=1");
        ScriptedRun saved = play(1);
        saved.emit(Events.checkpoint(5));
        saved.emit(Events.log(10, 2_000, 4));
        saved.end(JobStatus.COMPLETED);
        assertThat(status.get()).isZero();
        assertThat(err()).contains("next: arkor chat --run run-3@5 \"");
    }

    @Test
    void theExitStatusIsThatOfTheTrialThatWentWorst() throws Exception {
        assertThat(ended(JobStatus.COMPLETED, JobStatus.CANCELLED, JobStatus.FAILED)).isEqualTo(3);
        assertThat(ended(JobStatus.COMPLETED, JobStatus.CANCELLED)).isEqualTo(4);
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2");
        connector.client.submitted.take().loseStream(new StreamLostException("gone", 3, null));
        play(1).end(JobStatus.CANCELLED);
        assertThat(status.get()).isEqualTo(5);
    }

    private int ended(JobStatus... statuses) throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=" + String.join(",", IntStream.range(0, statuses.length).mapToObj(Integer::toString).toList()));
        for (JobStatus how : statuses) {
            play(1).end(how);
        }
        return status.get();
    }

    @Test
    void ctrlCSaysWhichRunsGoOnHowToComeBackAndHowToStopThem() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2,3,4", "--parallel", "2");
        play(1).end(JobStatus.COMPLETED);
        play(1);
        play(1);
        ctrlC.get().run();

        assertThat(status.get()).isEqualTo(130);
        assertThat(err()).endsWith("""
                detached; 2 runs go on, 1 of 4 trials were not started
                  trial 2, seed=2
                    come back: arkor attach local#local/project/run-2
                    stop it:   arkor cancel local#local/project/run-2
                  trial 3, seed=3
                    come back: arkor attach local#local/project/run-3
                    stop it:   arkor cancel local#local/project/run-3
                """).contains("  4  4     waiting\n");
        assertThat(connector.client.runs).hasSize(3);
    }

    @Test
    void aPassedDeadlineIsAnExitStatusOfItsOwn() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2", "--timeout", "0s");
        assertThat(status.get()).isEqualTo(2);
        status = sweep("--set", "seed=1,2", "--timeout", "1s");
        play(1);
        assertThat(status.get()).isEqualTo(124);
        assertThat(err()).contains("the deadline passed; 1 run goes on, 1 of 2 trials were not started\n");
    }

    @Test
    void jsonIsOneObjectAndNothingElse() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "learningRate=1e-4,3e-4,1", "--json");
        ScriptedRun first = play(1.5);
        first.emit(Events.checkpoint(5));
        first.end(JobStatus.COMPLETED);
        connector.client.submitted.take().loseStream(new StreamLostException("gone", 3, null));
        play(2).end(JobStatus.FAILED);
        assertThat(status.get()).isEqualTo(5);

        JsonObject json = (JsonObject) JsonValue.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(json.string("name")).contains("bot");
        assertThat(json.string("metric")).contains("evalLoss");
        assertThat(json.get("best").orElseThrow()).isEqualTo(JsonValue.parse("{\"number\":1,\"reference\":\"local#local/project/run-1\",\"step\":null}"));
        List<JsonValue> trials = json.array("trials").orElseThrow();
        assertThat(trials.get(0)).isEqualTo(JsonValue.parse("""
                {"number":1,"name":"bot-1","settings":{"learningRate":0.0001},"jobId":"run-1","reference":"local#local/project/run-1","status":"completed",
                "loss":{"value":2,"step":5,"last":2},"evalLoss":{"value":1.5,"step":5,"last":1.5},"checkpoints":[5],"error":null}"""));
        JsonDocument.promises("sweep", json);
        assertThat(((JsonObject) trials.get(1)).string("error").orElseThrow()).contains("gone");
        assertThat(((JsonObject) trials.get(2)).string("status")).contains("failed");
    }

    @Test
    void quietPrintsTheBestRunsReferenceAndErrors() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2", "-q");
        play(1).end(JobStatus.FAILED);
        play(2).end(JobStatus.COMPLETED);

        assertThat(status.get()).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("local#local/project/run-2\n");
        assertThat(err()).isEqualTo("trial 1 (seed=1) failed\n");
    }

    @Test
    void theMetricAskedForCounts() throws Exception {
        CompletableFuture<Integer> status = sweep("--set", "seed=1,2", "--metric", "loss");
        play(2).end(JobStatus.COMPLETED);
        play(1).end(JobStatus.COMPLETED);

        assertThat(status.get()).isZero();
        assertThat(err()).contains("best: trial 1, seed=1, loss 2.000 (mean of the last logs)\n");
    }

    @Test
    void whatIsWrongIsAnErrorOfUsageAndStartsNothing() throws Exception {
        assertThat(sweep("--set", "learningrate=1").get()).isEqualTo(2);
        assertThat(err()).contains("There is no field learningrate to vary. Did you mean learningRate?");
        assertThat(sweep("--set", "seed=1,2,3", "--max-trials", "2").get()).isEqualTo(2);
        assertThat(err()).contains("Vary fewer values, or allow more with --max-trials 3");
        assertThat(sweep("--set", "seed=1", "--parallel", "0").get()).isEqualTo(2);
        assertThat(sweep().get()).isEqualTo(2);
        assertThat(sweep("--set", "seed=1", "--metric", "accuracy").get()).isEqualTo(2);
        assertThat(err()).contains("'accuracy' is not loss or evalLoss");
        assertThat(connector.client.runs).isEmpty();
    }

    /** Starts the next run, at step 5 with that eval loss and the loss 2. */
    private ScriptedRun play(double evalLoss) throws InterruptedException {
        ScriptedRun run = connector.client.submitted.poll(20, TimeUnit.SECONDS);
        assertThat(run).as("a further run").isNotNull();
        run.emit(Events.started(10));
        run.emit(Events.log(5, 1_000, evalLoss));
        return run;
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private CompletableFuture<Integer> sweep(String... options) {
        return CompletableFuture.supplyAsync(() -> {
            PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
            try (Backends backends = new Backends(connector, Map.of(), folder, errors::println)) {
                Session session = new Session(backends, connector, new LineScreen(errors::println, Style.PLAIN), new PrintStream(out, true, StandardCharsets.UTF_8),
                        errors, folder, "arkor ", action -> {
                            ctrlC.complete(action);
                            return () -> {};
                        }, Optional.empty());
                List<String> words = new ArrayList<>(List.of("sweep"));
                words.addAll(List.of(options));
                return new CommandLines(session, "1", false).run(words);
            }
        }, task -> new Thread(task, "arkor").start());
    }
}
