package ai.arkor.client.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A world on one thread: work is done in order, and time passes only when there is none. */
final class SimulatedTime extends Clock implements Delayer {

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    /** Has {@code task} run after the work that is there. */
    void later(Runnable task) {
        work.add(task);
    }

    /** Every delay that ran to its end, in order. */
    List<Duration> passed() {
        return delays;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(delay, now.plus(delay), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** One piece of work, else the passing of time to the next timer. False when neither is there. */
    boolean step() {
        Runnable task = work.poll();
        if (task != null) {
            task.run();
            return true;
        }
        Optional<Timer> next = timers.stream().min(Comparator.comparing(Timer::due));
        next.ifPresent(timer -> {
            timers.remove(timer);
            delays.add(timer.delay);
            now = timer.due;
            timer.task.run();
        });
        return next.isPresent();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private static final class Timer {
        private final Duration delay;
        private final Instant due;
        private final Runnable task;

        Timer(Duration delay, Instant due, Runnable task) {
            this.delay = delay;
            this.due = due;
            this.task = task;
        }

        Instant due() {
            return due;
        }
    }
}
