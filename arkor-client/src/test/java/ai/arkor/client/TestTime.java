package ai.arkor.client;

import ai.arkor.client.observation.Delayer;
import ai.arkor.client.observation.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time under a test's hand: waits of back-off length pass at once and are written down, longer ones when the test says so. */
final class TestTime implements Delayer {

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(299);

    final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final List<Timer> timers = new CopyOnWriteArrayList<>();

    Timing timing(Timing real) {
        return new Timing(this, () -> 0.5, Clock.systemUTC(), Duration.ofMinutes(5), real.maxAttempts());
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        if (delay.compareTo(LONGEST_BACK_OFF) <= 0) {
            waits.add(delay);
            CompletableFuture.runAsync(task);
            return () -> {};
        }
        Timer timer = new Timer(delay, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** Lets every wait of that length pass. */
    void pass(Duration delay) {
        for (Timer timer : timers) {
            if (timer.delay.equals(delay) && timers.remove(timer)) {
                timer.task.run();
            }
        }
    }

    private record Timer(Duration delay, Runnable task) {}
}
