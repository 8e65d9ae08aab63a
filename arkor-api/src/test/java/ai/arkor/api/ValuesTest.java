package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void aRunReferenceSurvivesItsText() {
        RunReference reference = new RunReference("https://api.arkor.ai", "acme inc", "a/b", "id#1");
        assertThat(RunReference.parse(reference.toString())).isEqualTo(reference);
        assertThat(RunReference.parse("local#me/triage/6f9c").isRemote()).isFalse();
        assertThatThrownBy(() -> RunReference.parse("6f9c")).hasMessageContaining("BACKEND#ORG/PROJECT/JOB");
        assertThatThrownBy(() -> new RunReference("https://user:secret@host", "o", "p", "j")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownStatusIsCarriedAndNeverTakenForAnEnd() {
        JobStatus paused = new JobStatus("paused");
        assertThat(paused.known()).isEmpty();
        assertThat(paused.isTerminal()).isFalse();
        assertThat(JobStatus.CANCELLED.isTerminal()).isTrue();
        assertThat(JobStatus.FAILED.known()).contains(JobStatus.Known.FAILED);
        TrainingResult result = new TrainingResult(FakeClient.job("j", paused), List.of());
        assertThatThrownBy(result::orThrow).isInstanceOf(TrainingFailedException.class).hasMessageContaining("paused");
    }

    @Test
    void aJobKeepsFieldsItDoesNotKnowAndNamesThoseItMisses() {
        JsonObject json = FakeClient.job("j", JobStatus.QUEUED).json().with("provider", JsonValue.of("p"));
        assertThat(TrainingJob.of(json).with("status", JsonValue.of("running")).json().string("provider")).contains("p");
        assertThatThrownBy(() -> TrainingJob.of(json.with("orgId", JsonValue.NULL))).hasMessageContaining("orgId");
    }

    @Test
    void anEventOfAnUnknownKindArrivesWithItsJson() {
        JsonObject json = JsonValue.object().with("type", JsonValue.of("training.paused")).with("why", JsonValue.of("x"));
        assertThat(TrainingEvent.of(json, "7")).isInstanceOfSatisfying(TrainingEvent.UnknownEvent.class,
                event -> assertThat(event.meta().json().string("why")).contains("x"));
        JsonObject log = JsonValue.object().with("type", JsonValue.of("training.log")).with("step", JsonValue.of(3)).with("loss", JsonValue.NULL);
        assertThat(TrainingEvent.of(log, null)).isInstanceOfSatisfying(TrainingEvent.TrainingLog.class, event -> {
            assertThat(event.step()).isEqualTo(3);
            assertThat(event.loss()).isEmpty();
        });
        assertThatThrownBy(() -> TrainingEvent.of(JsonValue.object().with("type", JsonValue.of("training.log")), null)).hasMessageContaining("step");
    }

    @Test
    void aBlobDatasetDoesNotPrintItsToken() {
        Dataset.Blob blob = Dataset.blob(URI.create("https://host/rows.jsonl?sig=s3cret")).token("t0ken");
        assertThat(blob.toString()).doesNotContain("s3cret").doesNotContain("t0ken");
        assertThat(blob.toJson().string("token")).contains("t0ken");
        assertThat(blob).isEqualTo(Dataset.blob(blob.url()).token("t0ken")).isNotEqualTo(Dataset.blob(blob.url()));
    }

    @Test
    void theFirstAbortCountsAndListenersAreToldOnce() {
        AbortController controller = new AbortController();
        List<String> told = new ArrayList<>();
        controller.signal().onAbort(() -> told.add("first"));
        controller.signal().onAbort(() -> told.add("removed")).close();
        controller.abort("a");
        controller.abort("b");
        controller.signal().onAbort(() -> told.add("late"));
        assertThat(told).containsExactly("first", "late");
        assertThatThrownBy(controller.signal()::throwIfAborted).isInstanceOfSatisfying(AbortedException.class, e -> assertThat(e.reason()).isEqualTo("a"));
    }
}
