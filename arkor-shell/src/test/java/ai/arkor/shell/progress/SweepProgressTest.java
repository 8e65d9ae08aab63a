package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweepProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void withoutLiveLinesEachTrialIsToldAtItsStartAndItsEnd() throws Exception {
        PlayedSweep sweep = new PlayedSweep(PlayedSweep.sweep().vary("learningRate", 1e-4, 3e-4, 1).vary("optim", "a"), new LineScreen(lines::add, Style.PLAIN),
                nanos::get);
        ScriptedRun first = sweep.run(1);
        first.emit(Events.started(10));
        first.emit(Events.log(10, 65_000, 1.5));
        sweep.end(1, first, JobStatus.COMPLETED);
        sweep.end(2, sweep.run(2), JobStatus.FAILED);
        sweep.lose(3, sweep.run(3), new StreamLostException("gone\033[2J", 3, null));
        sweep.progress.leave();

        assertThat(lines.subList(0, 6)).containsExactly("trial 1 of 3 started: learningRate=0.0001 optim=a, run run-1",
                "trial 1 of 3 completed after 1m 05s, eval loss 1.500, the best so far", "trial 2 of 3 started: learningRate=0.0003 optim=a, run run-2",
                "trial 2 of 3 failed", "trial 3 of 3 started: learningRate=1 optim=a, run run-3", lines.get(5));
        assertThat(lines.get(5)).startsWith("trial 3 of 3 is not watched any more: ").contains("gone").doesNotContain("\033");
        assertThat(lines.get(6).lines()).containsExactly("  #  learningRate  optim  STATUS     STEP   LOSS   EVAL LOSS  TIME",
                "* 1  0.0001        a      completed  10/10  2.000  1.500      1m 05s", "  2  0.0003        a      failed", "  3  1             a      lost");
        assertThat(lines).hasSize(7);
    }

    @Test
    void theTableIsDrawnTwiceASecondAtMostAndStaysWhenItIsLeft() throws Exception {
        List<List<String>> drawn = new CopyOnWriteArrayList<>();
        PlayedSweep sweep = new PlayedSweep(PlayedSweep.sweep().vary("seed", 1, 2), new LiveLines(drawn), nanos::get);
        ScriptedRun first = sweep.run(1);
        first.emit(Events.started(1000));
        for (int step = 1; step <= 100; step++) {
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            first.emit(Events.log(step, step * 50L));
        }
        assertThat(drawn).hasSize(11);
        assertThat(drawn.get(10)).containsExactly("  #  seed  STATUS   STEP      LOSS   TIME", "  1  1     running  100/1000  2.000  45s left", "  2  2     waiting",
                "0 of 2 over · 1 going on · 1 waiting");
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        sweep.progress.tick();
        assertThat(drawn.get(11).get(1)).endsWith("40s left");
        assertThat(lines).isEmpty();
        sweep.progress.leave();
        sweep.progress.tick();
        sweep.progress.leave();

        assertThat(drawn).hasSize(12);
        assertThat(lines).containsExactly("end of the live lines", "  #  seed  STATUS   STEP      LOSS   TIME\n  1  1     running  100/1000  2.000  40s left\n"
                + "  2  2     waiting");
        sweep.leave();
    }

    @Test
    void aTrialThatDoesNotCompleteIsToldAboveTheTable() throws Exception {
        PlayedSweep sweep = new PlayedSweep(PlayedSweep.sweep().vary("seed", 1, 2), new LiveLines(new CopyOnWriteArrayList<>()), nanos::get);
        sweep.end(1, sweep.run(1), JobStatus.FAILED);
        sweep.end(2, sweep.run(2), JobStatus.COMPLETED);

        assertThat(lines).containsExactly("trial 1 of 2 failed");
    }

    private final class LiveLines implements Screen {

        private final List<List<String>> drawn;

        LiveLines(List<List<String>> drawn) {
            this.drawn = drawn;
        }

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public boolean hasLive() {
            return true;
        }

        @Override
        public void live(List<String> shown) {
            drawn.add(List.copyOf(shown));
        }

        @Override
        public void endLive() {
            lines.add("end of the live lines");
        }

        @Override
        public int width() {
            return 79;
        }

        @Override
        public int height() {
            return 24;
        }

        @Override
        public Style style() {
            return Style.PLAIN;
        }

        @Override
        public Glyphs glyphs() {
            return Glyphs.UNICODE;
        }
    }
}
