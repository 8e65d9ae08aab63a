package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.spi.CursorFile;
import ai.arkor.api.spi.CursorMark;
import ai.arkor.api.spi.DefaultClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

    private final FakeClient client = new FakeClient();

    private Trainer.Builder trainer() {
        return Trainer.builder("t").model("m").dataset(Dataset.file(Path.of("rows.jsonl"))).client(client);
    }

    @AfterEach
    void forgetDefaultClient() {
        DefaultClient.clear();
    }

    @Test
    void threadsThatRaceToStartSubmitOneJob() throws Exception {
        Trainer trainer = trainer().build();
        Set<String> ids = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.submit(() -> {
                go.await();
                return ids.add(trainer.start().jobId());
            });
        }
        go.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ids).containsExactly("job-1");
        assertThat(client.submitted).hasSize(1);
    }

    @Test
    void aFailedSubmissionCanBeTriedAgain() throws Exception {
        Trainer trainer = trainer().build();
        client.nextSubmissionFails = new CloudApiException(503, "busy");
        assertThatThrownBy(trainer::start).isInstanceOf(CloudApiException.class);
        assertThat(trainer.run()).isEmpty();
        assertThat(trainer.await().orThrow().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void aLostAnswerStartsNoSecondRunUntilTold() throws Exception {
        Trainer trainer = trainer().build();
        client.nextSubmissionFails = new SubmissionUncertainException("the answer was lost", null);
        assertThatThrownBy(trainer::start).isInstanceOf(SubmissionUncertainException.class).hasMessage("the answer was lost");
        assertThatThrownBy(trainer::start).isInstanceOf(SubmissionUncertainException.class).hasMessageContaining("client.runs()")
                .hasMessageContaining("allowResubmission()");
        assertThat(client.submitted).isEmpty();
        trainer.allowResubmission();
        trainer.start();
        assertThat(client.submitted).hasSize(1);
    }

    @Test
    void aCursorThatNamesARunHasNoneStarted(@TempDir Path folder) throws Exception {
        Path cursor = folder.resolve("cursor");
        try (CursorFile file = CursorFile.open(cursor)) {
            file.write(CursorMark.none(new RunReference(RunReference.LOCAL, "o", "p", "of-yesterday")));
        }
        Trainer trainer = trainer().build();
        trainer.await(AwaitOptions.DEFAULT.cursor(cursor)).orThrow();
        assertThat(client.submitted).isEmpty();
        assertThat(trainer.run()).hasValueSatisfying(run -> assertThat(run.jobId()).isEqualTo("of-yesterday"));
        trainer().build().await(AwaitOptions.DEFAULT.cursor(folder.resolve("new")));
        assertThat(client.submitted).hasSize(1);
    }

    @Test
    void anAlreadyAbortedSignalSubmitsNothing() {
        AbortController controller = new AbortController();
        controller.abort("too late");
        Trainer trainer = trainer().abortSignal(controller.signal()).build();
        assertThatThrownBy(trainer::start).isInstanceOf(AbortedException.class).hasMessageContaining("too late");
        assertThat(client.submitted).isEmpty();
    }

    @Test
    void cancelBeforeStartAsksNobody() throws Exception {
        assertThat(trainer().build().cancel()).isFalse();
    }

    @Test
    void withoutAnyClientTheErrorNamesTheArtifact() {
        Trainer trainer = Trainer.builder("t").model("m").dataset(Dataset.huggingFace("x/y")).build();
        assertThatThrownBy(trainer::start).isInstanceOf(ArkorException.class).hasMessageContaining("ai.arkor:arkor-client");
    }

    @Test
    void takesTheDefaultClientThatAProgramSet() throws Exception {
        DefaultClient.set(directory -> client);
        Trainer.builder("t").model("m").dataset(Dataset.huggingFace("x/y")).build().start();
        assertThat(client.submitted).hasSize(1);
    }

    /** @param field how the error begins */
    record Wrong(String field, ThrowingCallable call) {
        @Override
        public String toString() {
            return field;
        }
    }

    static Stream<Wrong> wrongs() {
        TrainerConfig.Builder config = TrainerConfig.builder("t");
        return Stream.of(
                new Wrong("name must not be blank", () -> Trainer.builder(" ")),
                new Wrong("name must not be blank", () -> TrainerConfig.builder("")),
                new Wrong("model must not be blank", () -> config.model("\t")),
                new Wrong("maxSteps must be 1", () -> config.maxSteps(0)),
                new Wrong("maxSteps must be 1", () -> config.maxSteps(-1)),
                new Wrong("numTrainEpochs must be above 0", () -> config.numTrainEpochs(0)),
                new Wrong("numTrainEpochs must be above 0", () -> config.numTrainEpochs(Double.POSITIVE_INFINITY)),
                new Wrong("learningRate must be above 0", () -> config.learningRate(Double.NaN)),
                new Wrong("learningRate must be above 0", () -> config.learningRate(-1e-4)),
                new Wrong("batchSize must be 1", () -> config.batchSize(0)),
                new Wrong("optim must not be blank", () -> config.optim("")),
                new Wrong("lrSchedulerType must not be blank", () -> config.lrSchedulerType(" ")),
                new Wrong("weightDecay must be 0", () -> config.weightDecay(-0.1)),
                new Wrong("weightDecay must be 0", () -> config.weightDecay(Double.POSITIVE_INFINITY)),
                new Wrong("warmupSteps must be 0", () -> config.warmupSteps(-1)),
                new Wrong("loggingSteps must be 1", () -> config.loggingSteps(0)),
                new Wrong("saveSteps must be 1", () -> config.saveSteps(0)),
                new Wrong("evalSteps must be 1", () -> config.evalSteps(-5)),
                new Wrong("datasetFormat.type must not be blank", () -> config.datasetFormat("")),
                new Wrong("The name of an extra field must not be blank", () -> config.extra("", JsonValue.NULL)),
                new Wrong("The field model is set by", () -> config.extra("model", JsonValue.NULL)),
                new Wrong("The field datasetSource is set by", () -> config.extra("datasetSource", JsonValue.NULL)),
                new Wrong("lora.r must be 1", () -> LoraConfig.of(0, 16)),
                new Wrong("lora.alpha must be above 0", () -> LoraConfig.of(8, 0)),
                new Wrong("lora.alpha must be above 0", () -> LoraConfig.of(8, Double.NaN)),
                new Wrong("lora.maxLength must be 1", () -> LoraConfig.of(8, 16).maxLength(0)),
                new Wrong("dataset.name must not be blank", () -> Dataset.huggingFace(" ")),
                new Wrong("dataset.split must not be blank", () -> Dataset.huggingFace("a/b").split("")),
                new Wrong("dataset.subset must not be blank", () -> Dataset.huggingFace("a/b").subset("")),
                new Wrong("dataset.url must begin with a scheme", () -> Dataset.blob(URI.create("rows.jsonl?sig=s"))),
                new Wrong("dataset.token must not be blank", () -> Dataset.blob(URI.create("https://host/rows")).token("")),
                new Wrong("dataset.path must not be blank", () -> Dataset.file(Path.of(""))),
                new Wrong("patience", () -> EarlyStopping.onLoss().patience(0)),
                new Wrong("ceiling", () -> EarlyStopping.onLoss().ceiling(Double.NaN)),
                new Wrong("attempts", () -> ReconnectPolicy.DEFAULT.attempts(-1)),
                new Wrong("idleTimeout", () -> ReconnectPolicy.DEFAULT.idleTimeout(Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void namesTheFieldThatIsCertainlyWrong(Wrong wrong) {
        assertThatThrownBy(wrong.call()).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(wrong.field());
    }

    @Test
    void namesTheFieldThatIsMissing() {
        assertThatThrownBy(() -> Trainer.builder("t").dataset(Dataset.huggingFace("x")).build()).isInstanceOf(IllegalStateException.class).hasMessageContaining("model");
        assertThatThrownBy(() -> Trainer.builder("t").model("m").build()).isInstanceOf(IllegalStateException.class).hasMessageContaining("dataset");
    }

    @Test
    void unsetIsNotNullAndABuilderCanGoOnFromAConfig() {
        TrainerConfig config = trainer().maxSteps(5).extra("saveSteps", JsonValue.NULL).build().config();
        assertThat(config.settings()).containsOnlyKeys("maxSteps", "saveSteps").containsEntry("saveSteps", JsonValue.NULL);
        assertThat(config.toBuilder().build()).isEqualTo(config);
        assertThat(config.toBuilder().dryRun(false).build().settings()).containsKey("dryRun");
        assertThat(config.maxSteps()).hasValue(5);
    }
}
