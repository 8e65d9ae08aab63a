package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.spi.CursorFile;
import ai.arkor.api.spi.CursorMark;
import ai.arkor.api.spi.DefaultClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void namesTheFieldThatIsCertainlyWrong() {
        assertThatThrownBy(() -> Trainer.builder(" ")).hasMessageContaining("name");
        assertThatThrownBy(() -> trainer().maxSteps(0)).hasMessageContaining("maxSteps");
        assertThatThrownBy(() -> trainer().learningRate(Double.NaN)).hasMessageContaining("learningRate");
        assertThatThrownBy(() -> EarlyStopping.onLoss().patience(0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> EarlyStopping.onLoss().ceiling(Double.NaN)).hasMessageContaining("ceiling");
        assertThatThrownBy(() -> ReconnectPolicy.DEFAULT.attempts(-1)).hasMessageContaining("attempts");
        assertThatThrownBy(() -> ReconnectPolicy.DEFAULT.idleTimeout(Duration.ZERO)).hasMessageContaining("idleTimeout");
        assertThatThrownBy(() -> LoraConfig.of(0, 16)).hasMessageContaining("lora.r");
        assertThatThrownBy(() -> Trainer.builder("t").dataset(Dataset.huggingFace("x")).build()).hasMessageContaining("model");
        assertThatThrownBy(() -> Trainer.builder("t").model("m").build()).hasMessageContaining("dataset");
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
