package ai.arkor.client;

import ai.arkor.client.observation.Delayer;
import ai.arkor.client.observation.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time under a test's hand: waits of back-off length pass at once and are written down, longer ones when the test says so. */
final class TestTime extends Clock implements Delayer {

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(299);

    final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final List<Timer> timers = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private volatile boolean holds;

    Timing timing(Timing real) {
        return new Timing(this, () -> 0.5, this, real.reconnect());
    }

    /** Has waits of any length pass only when the test says so. */
    void hold() {
        holds = true;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        if (delay.compareTo(LONGEST_BACK_OFF) <= 0) {
            waits.add(delay);
            if (!holds) {
                CompletableFuture.runAsync(task);
                return () -> {};
            }
        }
        Timer timer = new Timer(now.plus(delay), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** How many waits are under way. */
    int waiting() {
        return timers.size();
    }

    /** Lets that much time pass. */
    void pass(Duration time) {
        now = now.plus(time);
        for (Timer timer : timers) {
            if (!timer.due.isAfter(now) && timers.remove(timer)) {
                timer.task.run();
            }
        }
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

    private record Timer(Instant due, Runnable task) {}
}
