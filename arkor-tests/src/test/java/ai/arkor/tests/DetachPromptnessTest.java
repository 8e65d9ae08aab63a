package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.client.ArkorClients;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long it takes, by the real clock, until a wait is over that its thread, its signal or its deadline ends, and until its connection is closed. */
@Tag("deep")
@Timeout(120)
class DetachPromptnessTest {

    private static final int DETACHES = 50;
    private static final Duration PROMPT = Duration.ofMillis(100);
    /** Long enough to be in the state by then. */
    private static final Duration DEADLINE = Duration.ofMillis(300);

    @TempDir
    private static Path folder;

    private static ScriptedCloud cloud;
    private static ArkorClient client;

    /** What the wait is in. */
    private enum During {
        IDLE,
        CONNECTING,
        SLEEPING
    }

    /** What ends it. */
    private enum By {
        INTERRUPT(InterruptedException.class),
        ABORT(AbortedException.class),
        DEADLINE(AwaitTimeoutException.class);

        final Class<? extends Exception> failure;

        By(Class<? extends Exception> failure) {
            this.failure = failure;
        }
    }

    @BeforeAll
    static void open() {
        cloud = ScriptedCloud.start();
        client = ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder)
                .reconnect(ReconnectPolicy.DEFAULT.delay(Duration.ofMinutes(1))).build();
    }

    @AfterAll
    static void close() throws Exception {
        client.close();
        cloud.close();
    }

    static Stream<Arguments> kinds() {
        return Arrays.stream(During.values()).flatMap(during -> Arrays.stream(By.values()).map(by -> Arguments.of(during, by)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theWaitEndsPromptly(During during, By by) throws Exception {
        long[] ends = new long[DETACHES];
        long[] closings = new long[DETACHES];
        for (int i = 0; i < DETACHES; i++) {
            Detach detach = detach(during, by, "run-" + during + "-" + by + "-" + i);
            ends[i] = detach.ended;
            closings[i] = detach.closed;
        }
        report(during + " by " + by + ", until the wait is over", ends);
        if (during != During.SLEEPING) {
            report(during + " by " + by + ", until the backend sees the connection closed", closings);
        }
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf("%s: median %.2f ms, maximum %.2f ms of %d%n", what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length - 1] / 1e6, nanos.length);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).as(what).isLessThan(PROMPT);
    }

    /** In nanoseconds from what ends the wait. */
    private record Detach(long ended, long closed) {}

    private static Detach detach(During during, By by, String id) throws Exception {
        ScriptedJob job = cloud.existingJob(id);
        if (during == During.CONNECTING) {
            job.fault(Fault.stallHeaders());
        } else if (during == During.SLEEPING) {
            job.fault(Fault.status(503));
        }
        job.started();
        TrainingRun run = client.attach(new RunReference(cloud.address().toString(), cloud.organisation(), "project", id));
        CompletableFuture<Void> reached = new CompletableFuture<>();
        AbortController controller = new AbortController();
        AwaitOptions options = AwaitOptions.DEFAULT.onEvent(event -> reached.complete(null)).onConnectionChange(change -> reached.complete(null))
                .abortSignal(controller.signal());
        AwaitOptions own = by == By.DEADLINE ? options.timeout(DEADLINE) : options;
        CompletableFuture<Long> over = new CompletableFuture<>();
        FutureTask<TrainingResult> wait = new FutureTask<>(() -> {
            try {
                return run.await(own);
            } finally {
                over.complete(System.nanoTime());
            }
        });
        Thread thread = new Thread(wait);
        long due = System.nanoTime() + DEADLINE.toNanos();
        thread.start();
        RecordedRequest opening = cloud.awaitRequests("GET /v1/jobs/" + id + "/events/stream", 1).get(0);
        if (during != During.CONNECTING) {
            reached.get(10, TimeUnit.SECONDS);
        }
        if (by == By.DEADLINE) {
            assertThat(System.nanoTime()).as("in the state before the deadline").isLessThan(due);
        } else {
            due = System.nanoTime();
        }
        CompletableFuture<Long> closed = opening.closedByClient().thenApply(seen -> System.nanoTime());
        if (by == By.INTERRUPT) {
            thread.interrupt();
        } else if (by == By.ABORT) {
            controller.abort("enough");
        }
        long end = over.get(10, TimeUnit.SECONDS);
        long closing = during == During.SLEEPING ? end : closed.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> wait.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(by.failure);
        return new Detach(end - due, closing - due);
    }
}
