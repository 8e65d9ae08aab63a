package ai.arkor.client;

import ai.arkor.client.observation.Delayer;
import ai.arkor.client.observation.RunStream;
import ai.arkor.client.observation.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Time under a test's hand: waits to back off pass at once and are written down; watches for silence and the time-outs of calls go on until the test says
 * so.
 */
final class TestTime extends Clock implements Delayer {

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(299);

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final List<Timer> timers = new CopyOnWriteArrayList<>();
    private final List<Timer> timeouts = new CopyOnWriteArrayList<>();
    private volatile Instant now = START;
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
        if (delay.equals(ApiCalls.TIMEOUT)) {
            Timer timer = new Timer(delay, now.plus(delay), task);
            synchronized (timeouts) {
                timeouts.add(timer);
                timeouts.notifyAll();
            }
            return () -> timeouts.remove(timer);
        }
        if (delay.compareTo(LONGEST_BACK_OFF) <= 0 && !delay.equals(RunStream.MAX_SILENCE_ONCE_OVER)) {
            waits.add(delay);
            if (!holds) {
                CompletableFuture.runAsync(task);
                return () -> {};
            }
        }
        Timer timer = new Timer(delay, now.plus(delay), task);
        synchronized (timers) {
            timers.add(timer);
            timers.notifyAll();
        }
        return () -> {
            synchronized (timers) {
                timers.remove(timer);
                timers.notifyAll();
            }
        };
    }

    /** Returns when no wait is under way any more: who leaves a wait does not wait until it is called off. */
    void awaitNoneWaiting() throws InterruptedException {
        synchronized (timers) {
            while (!timers.isEmpty()) {
                timers.wait(10_000);
            }
        }
    }

    /** Returns when a wait of that length is under way. */
    void awaitWaiting(Duration length) throws InterruptedException {
        synchronized (timers) {
            while (timers.stream().noneMatch(timer -> timer.length.equals(length))) {
                timers.wait(10_000);
            }
        }
    }

    /** Has the calls that are under way time out, once there is one: the backend may have seen it before its time began to run. */
    void timeOut() throws InterruptedException {
        synchronized (timeouts) {
            while (timeouts.isEmpty()) {
                timeouts.wait(10_000);
            }
        }
        now = now.plus(ApiCalls.TIMEOUT);
        timeouts.forEach(timer -> timer.task.run());
    }

    /** How much time passed so far. */
    Duration passed() {
        return Duration.between(START, now);
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

    /** Runs what is due after exactly that much time, and nothing that is due before. */
    void passOnly(Duration time) {
        now = now.plus(time);
        for (Timer timer : timers) {
            if (timer.due.equals(now) && timers.remove(timer)) {
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

    private record Timer(Duration length, Instant due, Runnable task) {}
}
