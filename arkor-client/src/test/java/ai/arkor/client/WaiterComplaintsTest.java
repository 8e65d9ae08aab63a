package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.testkit.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What users of waiters and pollers complain of, forced upon ours. */
class WaiterComplaintsTest extends ClientTest {

    @Test
    void aWaitOfHalfAnHourDoesNotEndAtTenMinutes() throws Exception {
        time.hold();
        job.fault(Collections.nCopies(200, Fault.status(503)).toArray(Fault[]::new));
        AwaitOptions options = AwaitOptions.DEFAULT.timeout(Duration.ofMinutes(30)).onConnectionChange(change -> {
            assertThat(time.passed()).isLessThan(Duration.ofMinutes(30));
            time.pass(((ConnectionChange.Lost) change).nextAttempt());
        });
        assertThatThrownBy(() -> submitted().await(options)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
        assertThat(openings()).hasSizeGreaterThan(20);
    }

    @Test
    void aTimeOutIsNeitherAResultNorAFailureOfTheRun() throws Exception {
        job.started();
        TrainingRun run = submitted();
        assertThatThrownBy(() -> run.await(Duration.ofNanos(1))).isInstanceOf(AwaitTimeoutException.class).hasMessageContaining("goes on");
        job.completed();
        assertThat(run.await().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void lookingAtARunAsksTheBackendOnlyWhenItSaysSo() throws Exception {
        TrainingRun run = submitted();
        int before = cloud.requests().size();
        assertThat(run.job().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(run.toString()).contains("queued");
        assertThat(cloud.requests()).hasSize(before);
        job.status("running");
        assertThat(run.refresh().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(run.job().status()).isEqualTo(JobStatus.RUNNING);
        assertThat(cloud.requests()).hasSize(before + 1);
    }

    @Test
    void aRunCanBePickedUpInAnotherProcessByAText() throws Exception {
        job.started().completed();
        String text = submitted().reference().toString();
        assertThat(text).doesNotContain(cloud.token());
        client.close();
        client = builder().build();
        assertThat(client.attach(RunReference.parse(text)).await().orThrow().job().id()).isEqualTo("job-1");
    }

    @Test
    void cancellingTheFutureLeavesNoRetriesRunning() throws Exception {
        time.hold();
        job.fault(Fault.status(503), Fault.status(503));
        CompletableFuture<Void> lost = new CompletableFuture<>();
        CompletableFuture<TrainingResult> waiting = submitted().awaitAsync(AwaitOptions.DEFAULT.onConnectionChange(change -> lost.complete(null)));
        lost.get(10, TimeUnit.SECONDS);
        waiting.cancel(true);
        time.awaitNoneWaiting();
        time.pass(Duration.ofHours(1));
        assertThat(openings()).hasSize(1);
    }

    @Test
    void aLaterAwaitGivesTheSameResultAndAsksNobody() throws Exception {
        job.started().completed();
        TrainingRun run = submitted();
        TrainingResult first = run.await();
        assertThat(run.await()).isSameAs(first);
        assertThat(run.awaitAsync().get()).isSameAs(first);
        assertThat(openings()).hasSize(1);
    }
}
