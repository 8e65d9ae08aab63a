package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.EventOptions;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingEvent;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.command.LogReader.End;
import ai.arkor.shell.terminal.InterruptSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogReaderTest {

    private final ScriptedRun run = new ScriptedRun("r-1");
    private final AtomicLong nanos = new AtomicLong();
    private final LinkedBlockingQueue<TrainingEvent> printed = new LinkedBlockingQueue<>();
    private final CompletableFuture<Runnable> ctrlC = new CompletableFuture<>();
    private final InterruptSource interrupts = action -> {
        ctrlC.complete(action);
        return () -> {};
    };

    @Test
    void theEventsOfARunThatIsOverAreReadToTheirEnd() {
        history(5);
        run.end(JobStatus.COMPLETED);

        assertThat(reader().read(false, interrupts)).isEqualTo(End.RUN_OVER);
        assertThat(types()).hasSize(6).startsWith("training.started", "training.log");
    }

    @Test
    void thoseOfARunThatGoesOnUpToNow() throws Exception {
        history(3);
        CompletableFuture<End> end = reading(reader(), false);
        await(4);
        silence();

        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(End.CAUGHT_UP);
    }

    @Test
    void followedTheyGoOnUntilTheRunIsOver() throws Exception {
        history(1);
        CompletableFuture<End> end = reading(reader(), true);
        await(2);
        silence();
        run.with(Events.log(2, 120_000));
        await(1);
        run.end(JobStatus.FAILED);

        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(End.RUN_OVER);
    }

    @Test
    void followedThoseBeforeTheTailAreLeftOutAndThoseToComeAreNot() throws Exception {
        history(50);
        CompletableFuture<End> end = reading(reader().tail(OptionalInt.of(2)), true);
        run.awaitRead();
        silence();
        await(2);
        run.with(Events.log(51, 120_000));
        assertThat(await(1).get(0).meta().json().number("step").orElseThrow().intValue()).isEqualTo(51);
        run.end(JobStatus.COMPLETED);
        end.get(30, TimeUnit.SECONDS);
    }

    @Test
    void tailAndSinceChooseAmongThem() {
        history(9);
        run.end(JobStatus.COMPLETED);

        reader().since(OptionalLong.of(4)).tail(OptionalInt.of(3)).read(false, interrupts);
        assertThat(steps()).containsExactly(7, 8, 9);
        reader().since(OptionalLong.of(8)).read(false, interrupts);
        assertThat(steps()).containsExactly(8, 9);
        reader().since(OptionalLong.of(10)).read(false, interrupts);
        reader().tail(OptionalInt.of(0)).read(false, interrupts);
        assertThat(printed).isEmpty();
    }

    @Test
    void ctrlCEndsTheReading() throws Exception {
        history(1);
        CompletableFuture<End> end = reading(reader(), true);
        await(2);
        ctrlC.get(30, TimeUnit.SECONDS).run();

        assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(End.INTERRUPTED);
    }

    /** Of a run that began and logged every half second. */
    private void history(int steps) {
        run.with(Events.started(100));
        for (int step = 1; step <= steps; step++) {
            run.with(Events.log(step, step * 500L));
        }
    }

    private LogReader reader() {
        return new LogReader(run, EventOptions.DEFAULT, nanos::get, printed::add);
    }

    private CompletableFuture<End> reading(LogReader reader, boolean follow) {
        return CompletableFuture.supplyAsync(() -> reader.read(follow, interrupts));
    }

    private void silence() {
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    }

    private List<TrainingEvent> await(int count) throws InterruptedException {
        List<TrainingEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TrainingEvent event = printed.poll(30, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            events.add(event);
        }
        return events;
    }

    private List<String> types() {
        return printed.stream().map(event -> event.meta().type()).toList();
    }

    private List<Integer> steps() {
        List<TrainingEvent> events = new ArrayList<>();
        printed.drainTo(events);
        return events.stream().map(event -> event.meta().json().number("step").orElseThrow().intValue()).toList();
    }
}
