package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ChatOptions;
import ai.arkor.api.AbortedException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked again, and when it is given up. */
class RetriesTest extends ApiTest {

    private static final String ME = "GET /v1/me";
    private static final Duration FIRST = Duration.ofMillis(250);

    private int asked() {
        return cloud.requests(ME).size();
    }

    static List<Fault> passing() {
        return List.of(Fault.dropAfterBytes(3), Fault.status(429), Fault.status(502), Fault.status(503), Fault.status(504));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatOnlyAsksIsAskedAgain(Fault fault) throws Exception {
        cloud.fault(ME, fault, fault, fault);
        assertThat(api.me().object("user")).isPresent();
        assertThat(asked()).isEqualTo(4);
        assertThat(time.waits).containsExactly(FIRST, FIRST.multipliedBy(2), FIRST.multipliedBy(4));
    }

    /** The JDK's client asks once more by itself, and at once, when a connection ends without a byte of an answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatEndsWithoutAnAnswerIsNoFailure(boolean reset) throws Exception {
        Fault fault = reset ? Fault.reset() : Fault.lostAnswer();
        cloud.fault(ME, fault, fault, fault);
        assertThat(api.me().object("user")).isPresent();
        assertThat(asked()).isEqualTo(4);
        assertThat(time.waits).contains(FIRST);
    }

    @Test
    void afterThreeTimesItIsGivenUpWithTheLastFailure() {
        Fault cut = Fault.dropAfterBytes(3);
        cloud.fault(ME, cut, cut, cut, Fault.status(503, "{\"error\":\"down for the night\"}"));
        assertThatThrownBy(api::me).isInstanceOf(CloudApiException.class).hasMessage("down for the night");
        assertThat(asked()).isEqualTo(4);
        cloud.refuseConnections();
        cloud.dropConnections();
        assertThatThrownBy(api::me).isInstanceOf(TransportException.class).hasMessageContaining("refused");
        assertThat(time.waits).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 426, 500, 501})
    void whatLastsIsNotAskedAgain(int status) {
        cloud.fault(ME, Fault.status(status));
        assertThatThrownBy(api::me).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeReadIsNotAskedForAgain() {
        cloud.fault(ME, Fault.truncatedTo(4));
        assertThatThrownBy(api::me).isInstanceOf(TransportException.class);
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsTheBackendAsksWithinReason() throws Exception {
        cloud.fault(ME, Fault.status(429).and(Fault.retryAfter("7")), Fault.status(503).and(Fault.retryAfter("Fri, 02 Jan 2026 03:04:25 GMT")),
                Fault.status(503).and(Fault.retryAfter("86400")));
        api.me();
        assertThat(time.waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void aWishShorterThanTheOwnWaitOrNonsenseChangesNothing() throws Exception {
        cloud.fault(ME, Fault.status(503).and(Fault.retryAfter("0")), Fault.status(503).and(Fault.retryAfter("soon")));
        api.me();
        assertThat(time.waits).containsExactly(FIRST, FIRST.multipliedBy(2));
    }

    @Test
    void nothingIsAskedAgainAfterAMinute() throws Exception {
        time.hold();
        Fault busy = Fault.status(503).and(Fault.retryAfter("25"));
        cloud.fault(ME, busy, busy, busy);
        FutureTask<Object> asking = start();
        for (int i = 0; i < 2; i++) {
            time.awaitWaiting(Duration.ofSeconds(25));
            time.pass(Duration.ofSeconds(25));
        }
        assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause().isInstanceOf(CloudApiException.class);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() throws Exception {
        cloud.fault(ME, Fault.stallHeaders(), Fault.stallAfterBytes(3));
        for (int i = 1; i <= 2; i++) {
            FutureTask<Object> asking = start();
            RecordedRequest stalled = cloud.awaitRequests(ME, i).get(i - 1);
            time.timeOut();
            assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause().isInstanceOf(TransportException.class)
                    .hasMessageContaining("no answer in time");
            stalled.closedByClient().get(10, TimeUnit.SECONDS);
        }
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aSubmissionWhoseAnswerStopsHalfWayIsUncertain() throws Exception {
        cloud.fault("POST /v1/jobs", Fault.stallAfterBytes(10));
        FutureTask<Object> creating = start(a -> a.createJob(SCOPE, "n", json("{'model':'m','datasetSource':{}}")));
        cloud.awaitRequests("POST /v1/jobs", 1);
        time.timeOut();
        assertThatThrownBy(() -> creating.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(SubmissionUncertainException.class);
    }

    @Test
    void anInterruptEndsTheWaitToAskAgain() throws Exception {
        time.hold();
        cloud.fault(ME, Fault.status(503));
        FutureTask<Object> asking = new FutureTask<>(api::me);
        Thread thread = new Thread(asking);
        thread.start();
        time.awaitWaiting(FIRST);
        thread.interrupt();
        assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        assertThat(time.waiting()).as("the wait was called off").isZero();
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void closingTheClientEndsTheWaitToAskAgain() throws Exception {
        time.hold();
        cloud.fault(ME, Fault.status(503));
        FutureTask<Object> asking = start();
        time.awaitWaiting(FIRST);
        api.close();
        assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(AbortedException.class).hasMessageContaining("closed");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void anInterruptEndsACallAndItsConnection() throws Exception {
        cloud.fault(ME, Fault.stallAfterBytes(3));
        FutureTask<Object> asking = new FutureTask<>(api::me);
        Thread thread = new Thread(asking);
        thread.start();
        RecordedRequest stalled = cloud.awaitRequests(ME, 1).get(0);
        thread.interrupt();
        assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        stalled.closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatCreatesIsSentOnce() {
        cloud.fault("POST /v1/projects", Fault.status(503)).fault("POST /v1/jobs", Fault.status(503), Fault.reset()).fault("POST /v1/jobs/*/cancel", Fault.status(503))
                .fault("POST /v1/inference/chat", Fault.status(503));
        assertThatThrownBy(() -> api.createProject("o", "n", "s")).isInstanceOf(CloudApiException.class);
        assertThatThrownBy(() -> api.createJob(SCOPE, "n", json("{}"))).isInstanceOf(CloudApiException.class);
        assertThatThrownBy(() -> api.createJob(SCOPE, "n", json("{}"))).isInstanceOf(SubmissionUncertainException.class);
        assertThatThrownBy(() -> api.cancelJob(SCOPE, "j")).isInstanceOf(CloudApiException.class);
        assertThatThrownBy(() -> api.chat(SCOPE, ChatRequest.of("hi"), ChatOptions.DEFAULT)).isInstanceOf(CloudApiException.class);
        assertThat(cloud.requests()).hasSize(5);
        assertThat(time.waits).isEmpty();
    }

    @Test
    void anObservationAsksForTheJobByItsOwnRulesOnly() throws Exception {
        job.started().end();
        var run = submitted();
        cloud.fault("GET /v1/jobs/job-1", Fault.status(503), Fault.status(503));
        job.status("completed");
        run.await().orThrow();
        assertThat(time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private FutureTask<Object> start() {
        return start(CloudApiClient::me);
    }

    private FutureTask<Object> start(Asking call) {
        FutureTask<Object> asking = new FutureTask<>(() -> call.ask(api));
        new Thread(asking).start();
        return asking;
    }
}
