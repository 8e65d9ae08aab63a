package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.ProjectStateMismatchException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.Trainer;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.Fault;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job costs: none is made twice, and none is made without saying so. */
class SubmissionTest extends ClientTest {

    private static final String CREATE = "POST /v1/jobs";

    @Test
    void aLostAnswerIsToldAndSubmitsNoSecondJobUntilTold() throws Exception {
        cloud.fault(CREATE, Fault.lostAnswer());
        Trainer trainer = trainer().build();
        assertThatThrownBy(trainer::start).isInstanceOf(SubmissionUncertainException.class).hasMessageContaining("may exist");
        assertThatThrownBy(trainer::await).isInstanceOf(SubmissionUncertainException.class);
        assertThat(cloud.requests(CREATE)).hasSize(1);
        assertThat(client.runs()).as("and it does").hasSize(1);
        trainer.allowResubmission();
        trainer.start();
        assertThat(cloud.jobs()).hasSize(2);
    }

    @Test
    void anInterruptedSubmissionMayHaveMadeAJobToo() throws Exception {
        cloud.fault(CREATE, Fault.stallHeaders());
        Trainer trainer = trainer().build();
        FutureTask<Object> start = new FutureTask<>(trainer::start);
        Thread thread = new Thread(start);
        thread.start();
        var request = cloud.awaitRequests(CREATE, 1).get(0);
        thread.interrupt();
        assertThatThrownBy(() -> start.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause().isInstanceOf(InterruptedException.class);
        request.closedByClient().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(trainer::start).isInstanceOf(SubmissionUncertainException.class);
        assertThat(cloud.requests(CREATE)).hasSize(1);
    }

    @Test
    void aTruncatedAnswerIsALostOne() {
        cloud.fault(CREATE, Fault.truncatedTo(20));
        assertThatThrownBy(() -> trainer().build().start()).isInstanceOf(SubmissionUncertainException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void aGatewayThatLostTheAnswerDoesNotKnow(int status) {
        cloud.fault(CREATE, Fault.status(status));
        assertThatThrownBy(() -> trainer().build().start()).isInstanceOf(SubmissionUncertainException.class);
    }

    @Test
    void aRefusalIsCertainAndMayBeTriedAgain() throws Exception {
        cloud.fault(CREATE, Fault.status(422, "{\"error\":\"config.loraR: expected number, received string\"}"));
        Trainer trainer = trainer().build();
        assertThatThrownBy(trainer::start).isInstanceOf(CloudApiException.class).hasMessageContaining("config.loraR");
        trainer.start();
        assertThat(cloud.jobs()).hasSize(1);
    }

    @Test
    void aBackendThatIsDownIsCertainToHaveNoJob() throws Exception {
        Trainer trainer = trainer().build();
        cloud.refuseConnections();
        assertThatThrownBy(trainer::start).isInstanceOf(TransportException.class).hasMessageContaining("refused");
        cloud.acceptConnections();
        trainer.start();
        assertThat(cloud.jobs()).hasSize(1);
    }

    @Test
    void adoptsTheProjectThatIsThereAlready() throws Exception {
        trainer().build().start();
        java.nio.file.Files.delete(ProjectState.path(folder));
        trainer().build().start();
        assertThat(cloud.requests("POST /v1/projects")).hasSize(2);
        assertThat(cloud.requests("GET /v1/projects")).hasSize(1);
        assertThat(ProjectState.read(ProjectState.path(folder))).hasValueSatisfying(state -> assertThat(state.projectId()).isEqualTo("project-1"));
    }

    @Test
    void aConflictWithoutAProjectIsTheConflict() {
        cloud.answer("GET /v1/projects", 200, "{\"org\":{\"slug\":\"scripted\"},\"projects\":[]}");
        cloud.fault("POST /v1/projects", Fault.status(409, "{\"error\":\"slug taken\"}"));
        assertThatThrownBy(() -> trainer().build().start()).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("slug taken");
    }

    @Test
    void aFolderOfAnotherOrganisationIsRefusedAndLeftAsItIs() throws Exception {
        ProjectState.of("somebody", "else", "p9").write(ProjectState.path(folder));
        assertThatThrownBy(() -> trainer().build().start()).isInstanceOf(ProjectStateMismatchException.class).hasMessageContaining("somebody");
        assertThat(cloud.requests()).isEmpty();
        assertThat(ProjectState.read(ProjectState.path(folder))).hasValueSatisfying(state -> assertThat(state.orgSlug()).isEqualTo("somebody"));
    }

    private JsonObject sent() {
        assertThat(cloud.requests(CREATE)).hasSize(1);
        JsonObject body = cloud.requests(CREATE).get(0).json();
        assertThat(body.members()).containsOnlyKeys("name", "config");
        assertThat(body.string("name")).contains("t");
        return body.object("config").orElseThrow();
    }

    private static JsonValue json(String singleQuoted) {
        return JsonValue.parse(singleQuoted.replace('\'', '"'));
    }

    @Test
    void sendsEveryFieldByItsWireName() throws Exception {
        trainer().dataset(Dataset.huggingFace("a/b").split("train").subset("en"))
                .lora(LoraConfig.of(8, 16.5).maxLength(64).loadIn4bit(true)).numTrainEpochs(1.5).learningRate(2e-4).batchSize(4).optim("adamw_8bit")
                .lrSchedulerType("cosine").weightDecay(0.01).warmupSteps(3).loggingSteps(1).saveSteps(10).evalSteps(20).trainOnResponsesOnly(true)
                .datasetFormat("chatml").datasetSplit(json("{'test':0.1}")).dryRun(true).extra("loraDropout", JsonValue.of(0.05))
                .build().start();
        assertThat(sent()).isEqualTo(json("{'model':'unsloth/gemma-4-E4B-it','datasetSource':{'type':'huggingface','name':'a/b','split':'train','subset':'en'},"
                + "'loraR':8,'loraAlpha':16.5,'maxLength':64,'loadIn4bit':true,'maxSteps':5,'numTrainEpochs':1.5,'learningRate':0.0002,'batchSize':4,"
                + "'optim':'adamw_8bit','lrSchedulerType':'cosine','weightDecay':0.01,'warmupSteps':3,'loggingSteps':1,'saveSteps':10,'evalSteps':20,"
                + "'trainOnResponsesOnly':true,'datasetFormat':{'type':'chatml'},'datasetSplit':{'test':0.1},'dryRun':true,'loraDropout':0.05}"));
    }

    @Test
    void leavesOutOnlyWhatWasNotSet() throws Exception {
        trainer().lora(LoraConfig.of(8, 16)).build().start();
        assertThat(sent()).isEqualTo(
                json("{'model':'unsloth/gemma-4-E4B-it','datasetSource':{'type':'huggingface','name':'a/b'},'loraR':8,'loraAlpha':16,'maxSteps':5}"));
    }

    /** Free-form fields take any JSON, and a field's wire name takes what its own method would refuse. */
    @Test
    void sendsNullsZeroesFalsesAndEmptyTextsThatWereSet() throws Exception {
        trainer().dataset(Dataset.blob(URI.create("https://host/rows.jsonl?sig=a%20b")).token("t")).lora(LoraConfig.of(8, 16).loadIn4bit(false)).dryRun(false)
                .trainOnResponsesOnly(false).weightDecay(0).warmupSteps(0).warmupSteps(json("0.1")).loggingSteps(JsonValue.NULL).saveSteps(json("'epoch'"))
                .evalSteps(json("[1,2]")).datasetFormat(JsonValue.NULL).datasetSplit(JsonValue.NULL).extra("maxSteps", JsonValue.of(0))
                .extra("optim", JsonValue.of("")).extra("learningRate", JsonValue.NULL).extra("maxLength", JsonValue.NULL)
                .build().start();
        assertThat(sent()).isEqualTo(json("{'model':'unsloth/gemma-4-E4B-it','datasetSource':{'type':'blob','url':'https://host/rows.jsonl?sig=a%20b','token':'t'},"
                + "'loraR':8,'loraAlpha':16,'loadIn4bit':false,'dryRun':false,'trainOnResponsesOnly':false,'weightDecay':0,'warmupSteps':0.1,'loggingSteps':null,"
                + "'saveSteps':'epoch','evalSteps':[1,2],'datasetFormat':null,'datasetSplit':null,'maxSteps':0,'optim':'','learningRate':null,'maxLength':null}"));
    }

    @Test
    void aModelTheBackendDoesNotHaveIsNotSent() {
        assertThatThrownBy(() -> trainer().model("llama").build().start()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("llama")
                .hasMessageContaining(Models.GEMMA_4_E4B_IT);
        assertThat(cloud.requests("POST *")).isEmpty();
    }
}
