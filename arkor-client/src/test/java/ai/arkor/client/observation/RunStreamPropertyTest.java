package ai.arkor.client.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whatever happens on the way, each event arrives once, in order, and the end is the true one. Another seed than the usual: {@code -Darkor.seed=N}.
 */
class RunStreamPropertyTest {

    private static final int SCRIPTS = 4_000;

    @Test
    void deliversEveryEventOnceInOrderThroughAnyFaults(TestReporter reporter) {
        long seed = Long.getLong("arkor.seed", 20_261_124);
        reporter.publishEntry("seed", Long.toString(seed));
        for (int script = 0; script < SCRIPTS; script++) {
            Observed observed = observe(new Random(seed + script), "seed %d script %d".formatted(seed, script));
            assertThat(observed.data).as("seed %d script %d", seed, script).isEqualTo(observed.expected);
            assertThat(observed.outcome).as("seed %d script %d", seed, script).isEqualTo(observed.expectedOutcome);
            assertThat(observed.leftOpen).as("seed %d script %d: connections left open", seed, script).isZero();
        }
    }

    private static Observed observe(Random random, String name) {
        Observed observed = new Observed(random);
        SimulatedTime time = new SimulatedTime();
        FaultySource source = new FaultySource(time, random, observed.expected, observed.expectedOutcome, observed::wants);
        Timing timing = new Timing(time, random::nextDouble, time, ReconnectPolicy.DEFAULT);
        RunStream stream = new RunStream(source, timing, Optional.empty(), observed);
        observed.start(stream, time);
        int steps = 0;
        while (observed.outcome.isEmpty()) {
            assertThat(time.step()).as("%s: nothing happens any more after %s", name, observed.data).isTrue();
            assertThat(++steps).as("%s: goes on without end after %s", name, observed.data).isLessThan(20_000);
        }
        while (time.step()) {
            assertThat(++steps).as("%s: goes on after the end", name).isLessThan(20_000);
        }
        observed.leftOpen = source.open();
        return observed;
    }

    /** Takes events at its own pace: asks for one or a few, sometimes late. */
    private static final class Observed implements RunSink {
        private final Random random;
        private final List<String> expected = new ArrayList<>();
        private final String expectedOutcome;
        private final List<String> data = new ArrayList<>();
        private String outcome = "";
        private int leftOpen;
        private long asked;
        private RunStream stream;
        private SimulatedTime time;

        Observed(Random random) {
            this.random = random;
            expected.add("{\"type\":\"training.started\",\"jobId\":\"j\",\"timestamp\":\"t\"}");
            for (int step = random.nextInt(8); step > 0; step--) {
                String type = random.nextInt(4) == 0 ? "future.kind" : "training.log";
                expected.add("{\"type\":\"" + type + "\",\"step\":" + expected.size() + ",\"note\":\"" + "é🚀".repeat(random.nextInt(20)) + "\"}");
            }
            expectedOutcome = List.of("completed", "failed", "cancelled").get(random.nextInt(3));
            if (!expectedOutcome.equals("cancelled")) {
                expected.add("{\"type\":\"training." + expectedOutcome + "\",\"error\":\"e\"}");
            }
        }

        void start(RunStream observedStream, SimulatedTime world) {
            stream = observedStream;
            time = world;
            ask();
        }

        boolean wants() {
            return asked > data.size() && outcome.isEmpty();
        }

        private void ask() {
            if (asked > data.size()) {
                return;
            }
            long more = 1 + random.nextInt(3);
            asked += more;
            time.later(() -> stream.request(more));
        }

        @Override
        public void event(TrainingEvent event) {
            assertThat(outcome).isEmpty();
            data.add(event.meta().json().toString());
            assertThat((long) data.size()).as("no more than asked for").isLessThanOrEqualTo(asked);
            ask();
        }

        @Override
        public void connection(ConnectionChange change) {
            assertThat(outcome).isEmpty();
        }

        @Override
        public void end(Optional<TrainingJob> fetched) {
            assertThat(outcome).isEmpty();
            outcome = fetched.map(job -> job.status().raw()).orElseGet(() -> lastEvent());
        }

        private String lastEvent() {
            String last = data.isEmpty() ? "" : data.get(data.size() - 1);
            return last.contains("training.completed") ? "completed" : last.contains("training.failed") ? "failed" : "ended untold";
        }

        @Override
        public void fault(RuntimeException failure) {
            throw new AssertionError("given up", failure);
        }
    }
}
