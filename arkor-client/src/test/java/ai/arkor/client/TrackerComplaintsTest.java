package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.TrainingRun;
import ai.arkor.testkit.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users of experiment trackers and detached runs complain of, forced upon this client. */
class TrackerComplaintsTest extends ClientTest {

    @Test
    void aHealthyRunIsNotCrashedAfterABlip() throws Exception {
        job.started().completed().fault(Fault.resetAfterEvents(1), Fault.reset());
        List<ConnectionChange> changes = new ArrayList<>();
        TrainingRun run = submitted();
        List<JobStatus> seen = new ArrayList<>();
        assertThat(run.await(AwaitOptions.DEFAULT.onConnectionChange(change -> {
            changes.add(change);
            seen.add(run.job().status());
        })).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(seen).allMatch(JobStatus.RUNNING::equals);
        assertThat(changes).last().isEqualTo(new ConnectionChange.Resumed());
    }

    @Test
    void lostSightIsNotFailed() throws Exception {
        job.started().fault(Fault.dropAfterEvents(1), Fault.status(503), Fault.status(503));
        TrainingRun run = submitted();
        assertThatThrownBy(() -> run.await(AwaitOptions.DEFAULT.reconnect(ReconnectPolicy.DEFAULT.attempts(1))))
                .isInstanceOfSatisfying(StreamLostException.class, lost -> assertThat(lost.attempts()).isEqualTo(2));
        assertThat(run.job().status()).isEqualTo(JobStatus.RUNNING);
        job.completed();
        assertThat(run.await().status()).as("it can be looked for again").isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void theResultOfARunThatEndedUnwatchedIsThereToBeHad() throws Exception {
        job.started().completed();
        var reference = submitted().reference();
        submittedElsewhere();
        assertThat(client.attach(reference).await().artifacts()).hasSize(1);
    }

    /** Somebody else watches the run to its end. */
    private void submittedElsewhere() throws Exception {
        client.runs().get(0).await().orThrow();
        client.close();
        client = builder().build();
    }

    @Test
    void aLossIsToldInALineThatNamesTheCause() throws Exception {
        job.fault(Fault.status(500, "{\"error\":\"database is down\"}"));
        assertThatThrownBy(() -> submitted().await(AwaitOptions.DEFAULT.reconnect(ReconnectPolicy.DEFAULT.attempts(0))))
                .hasMessage("The event stream failed 1 consecutive times; the last time: database is down");
    }
}
