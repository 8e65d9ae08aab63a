package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.Sweep;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.SilentScreen;
import ai.arkor.shell.terminal.Style;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As {@link PanelFramesTest}, of a sweep's table. */
@Timeout(60)
class SweepFramesTest {

    private static final List<Integer> WIDTHS = List.of(40, 80, 200);

    @Test
    void aFewTrialsOfWhichTwoGoOn() throws Exception {
        PlayedSweep sweep = played(PlayedSweep.sweep().vary("learningRate", 1e-4, 3e-4).vary("lora.r", 8, 16).parallel(2));
        ScriptedRun first = sweep.run(1);
        ScriptedRun second = sweep.run(2);
        first.emit(Events.started(100));
        first.emit(Events.log(100, 25_000, 1.234));
        second.emit(Events.started(100));
        second.emit(Events.log(20, 10_000, 1.5));
        sweep.end(1, first, JobStatus.COMPLETED);
        sweep.run(3).emit(Events.started(100));

        draw("sweep-going-on", sweep, 24);
    }

    @Test
    void allIsOver() throws Exception {
        PlayedSweep sweep = played(PlayedSweep.sweep().vary("learningRate", 1e-4, 3e-4, 1e-3).vary("model", "arkor-tiny", "日本語\033[2J-" + "long".repeat(20)));
        for (int trial = 1; trial <= 6; trial++) {
            ScriptedRun run = sweep.run(trial);
            run.emit(Events.started(50));
            run.emit(Events.log(50, 4_000, 2 - trial * 0.1));
            if (trial == 4) {
                sweep.lose(trial, run, new StreamLostException("gone", 3, null));
            } else {
                sweep.end(trial, run, trial == 6 ? JobStatus.CANCELLED : trial == 5 ? JobStatus.FAILED : JobStatus.COMPLETED);
            }
        }

        draw("sweep-over", sweep, 24);
    }

    @Test
    void moreTrialsThanTheTerminalHasRows() throws Exception {
        PlayedSweep sweep = played(PlayedSweep.sweep().vary("seed", IntStream.range(0, 90).boxed().toArray()).parallel(3));
        ScriptedRun[] runs = {sweep.run(1), sweep.run(2), sweep.run(3)};
        for (int trial = 1; trial <= 30; trial++) {
            ScriptedRun run = runs[trial % 3 == 0 ? 2 : trial % 3 - 1];
            run.emit(Events.started(10));
            run.emit(Events.log(10, 4_000, trial == 7 ? 0.5 : 2));
            sweep.end(trial, run, JobStatus.COMPLETED);
            runs[trial % 3 == 0 ? 2 : trial % 3 - 1] = sweep.run(trial + 3);
        }

        draw("sweep-many", sweep, 12);
        assertThat(sweep.progress.table(Style.PLAIN, Glyphs.ASCII, 0).whole(80)).hasSize(91);
        for (int height = 1; height < 100; height++) {
            assertThat(sweep.progress.table(Style.PLAIN, Glyphs.ASCII, 0).frame(30, height)).hasSizeLessThanOrEqualTo(Math.max(1, height - 1));
        }
    }

    private static PlayedSweep played(Sweep sweep) {
        return new PlayedSweep(sweep, new SilentScreen(Style.PLAIN, Glyphs.UNICODE), () -> 0);
    }

    private static void draw(String scene, PlayedSweep sweep, int height) throws IOException {
        StringBuilder frames = new StringBuilder();
        for (int width : WIDTHS) {
            for (Glyphs glyphs : Glyphs.values()) {
                frames.append(section(sweep, width, height, glyphs, Style.PLAIN));
            }
            frames.append(section(sweep, width, height, Glyphs.UNICODE, Style.COLOURED));
        }
        sweep.leave();
        PanelFramesTest.compare(PanelFramesTest.FRAMES.resolve(scene + ".txt"), frames.toString());
    }

    private static String section(PlayedSweep sweep, int width, int height, Glyphs glyphs, Style style) {
        List<String> lines = sweep.progress.table(style, glyphs, 0).frame(width - 1, height);
        assertThat(lines).hasSizeLessThan(height).allMatch(line -> Cells.width(line) < width);
        if (glyphs == Glyphs.ASCII) {
            assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c < 0x7f));
        }
        if (style == Style.PLAIN) {
            assertThat(lines).noneMatch(line -> line.indexOf('\033') >= 0);
        }
        return "=== " + width + " x " + height + ", " + glyphs.name().toLowerCase(Locale.ROOT) + ", " + style.name().toLowerCase(Locale.ROOT) + "\n"
                + String.join("\n", lines).replace('\033', '␛') + "\n";
    }
}
