package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingResult;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RecordingScreen screen = new RecordingScreen();
    private final ScriptedRun run = new ScriptedRun("r-1");
    private final RunProgress progress = new RunProgress(screen, RunState.of(run), nanos::get);

    @BeforeEach
    void show() {
        progress.show(Form.PANEL);
    }

    @Test
    void isDrawnAtMostTwiceASecondHoweverFastTheEventsCome() {
        progress.hear(Events.started(1000));
        for (int step = 1; step <= 1000; step++) {
            nanos.addAndGet(Duration.ofMillis(10).toNanos());
            progress.hear(Events.log(step, step * 10L));
            progress.tick();
        }

        assertThat(screen.frames).hasSizeBetween(20, 21);
        assertThat(screen.lines).isEmpty();
        assertThat(screen.frames.get(20)).anyMatch(line -> line.startsWith("step 1000/1000 - 100.0 steps/s"));
    }

    @Test
    void itsLastFrameStaysWhenTheRunIsOver() {
        progress.hear(Events.started(10));
        progress.hear(Events.log(10, 5_000));
        run.end(JobStatus.COMPLETED);
        progress.finished(new TrainingResult(run.job(), List.of()));
        progress.leave();
        progress.tick();

        assertThat(screen.live).isEmpty();
        assertThat(screen.lines).hasSize(2);
        assertThat(screen.lines.get(0).lines()).first().asString().matches("name-of-r-1  r-1  embedded  m +completed");
        assertThat(screen.lines.get(0)).contains("] 100%").doesNotContain("Ctrl-C");
        assertThat(screen.lines.get(1)).isEqualTo("completed after 5s, 10 steps");
    }

    @Test
    void itsLastFrameStaysOnceWhenTheWatchingEndsBefore() {
        progress.hear(Events.started(10));
        progress.leave();
        progress.leave();
        progress.hear(Events.log(1, 500));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        progress.tick();

        assertThat(screen.live).isEmpty();
        assertThat(screen.lines).singleElement().asString().contains("running").doesNotContain("Ctrl-C");
    }

    @Test
    void saysHowLongItReconnectsAndWhenItTriesAgain() {
        progress.hear(Events.started(10));
        progress.hear(new ConnectionChange.Lost(Instant.EPOCH, 1, Duration.ofSeconds(1), "no route"));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        progress.hear(new ConnectionChange.Lost(Instant.EPOCH, 3, Duration.ofSeconds(6), "refused"));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        progress.tick();
        assertThat(screen.live.get(0)).endsWith("unknown, was running");
        assertThat(last()).isEqualTo("reconnecting since 12s: attempt 3 in 4s - Ctrl-C detaches, the run goes on");

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        progress.tick();
        assertThat(last()).startsWith("reconnecting since 17s: attempt 3 now");

        progress.hear(new ConnectionChange.Resumed());
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        progress.tick();
        assertThat(screen.live.get(0)).endsWith(" running");
        assertThat(screen.live).anyMatch(line -> line.endsWith("connected again after 17s"));
        assertThat(last()).isEqualTo("connected - Ctrl-C detaches, the run goes on");
    }

    @Test
    void aWindowThatIsResizedGetsAFrameOfItsSizeWithTheNextDrawing() {
        progress.hear(Events.started(10));
        progress.hear(Events.log(1, 500));
        progress.hear(Events.log(2, 1_000));
        for (int rows : new int[] {24, 9, 5, 3, 2, 24}) {
            screen.rows = rows;
            screen.columns = rows * 4;
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            progress.tick();
            assertThat(screen.live).isNotEmpty().hasSizeLessThan(rows).allMatch(line -> line.length() <= screen.columns);
        }
    }

    @Test
    void aJobsNameAndMessagesDoNotReachTheTerminalAsEscapes() {
        RunProgress hostile = new RunProgress(screen, new RunState("a\033[2J\r\nb", "id\033c", "back\007end", "mo\u009b2Jdel", JobStatus.QUEUED), nanos::get);
        hostile.show(Form.PANEL);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        hostile.hear(new ConnectionChange.Lost(Instant.EPOCH, 1, Duration.ofSeconds(1), "no\033]0;title\007 route\nat all"));

        assertThat(screen.live).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(screen.live.get(0)).startsWith("a b  id  backend  model");
    }

    private String last() {
        return screen.live.get(screen.live.size() - 1);
    }

    /** Remembers what it shows, in ASCII and without colours. */
    private static final class RecordingScreen implements Screen {
        private final List<List<String>> frames = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private List<String> live = List.of();
        private int columns = 79;
        private int rows = 24;

        @Override
        public void line(String text) {
            assertThat(live).isEmpty();
            lines.add(text);
        }

        @Override
        public boolean hasLive() {
            return true;
        }

        @Override
        public void live(List<String> shown) {
            live = shown;
            frames.add(shown);
        }

        @Override
        public void endLive() {
            live = List.of();
        }

        @Override
        public int width() {
            return columns;
        }

        @Override
        public int height() {
            return rows;
        }

        @Override
        public Style style() {
            return Style.PLAIN;
        }

        @Override
        public Glyphs glyphs() {
            return Glyphs.ASCII;
        }
    }
}
