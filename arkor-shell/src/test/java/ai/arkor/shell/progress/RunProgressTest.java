package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.LiveBlock;
import ai.arkor.shell.terminal.LiveScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final RunProgress progress = new RunProgress(new LineScreen(lines::add, Style.PLAIN), RunState.of(new ScriptedRun("r")), nanos::get);

    @Test
    void tellsAShortRunInTenthsAndEachEvaluation() {
        progress.hear(Events.started(100));
        for (int step = 1; step <= 100; step++) {
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            progress.hear(step == 50 ? Events.log(step, step * 500L, 0.25) : Events.log(step, step * 500L));
        }

        assertThat(lines.get(0)).isEqualTo("training arkor-tiny, 100 steps");
        assertThat(lines.get(1)).isEqualTo("1%  step 1/100  loss 2.000  2.0 steps/s  49s left");
        assertThat(lines).hasSize(11).anyMatch(line -> line.contains("step 50/100  loss 2.000  eval loss 0.250"));
    }

    @Test
    void goesByTheEventsTimesNotByWhenTheyAreHeard() {
        progress.hear(Events.started(100));
        progress.hear(Events.log(10, 5_000, 0.5));

        assertThat(lines.get(1)).contains("2.0 steps/s  45s left");
    }

    @Test
    void slowRunsAreToldInSecondsAStep() {
        progress.hear(Events.started(10));
        progress.hear(Events.log(1, 40_000, 0.5));

        assertThat(lines.get(1)).contains("40.0 s/step  6m 00s left");
    }

    @Test
    void aRunWithoutTheNumberOfStepsHasNoShareAndNoTimeLeft() {
        progress.hear(Events.startedUnknown());
        progress.hear(Events.log(3, 1_500));

        assertThat(lines).containsExactly("training", "step 3  loss 2.000  2.0 steps/s");
    }

    @Test
    void saysOnceThatTheConnectionIsLostAndWhenItIsBack() {
        progress.hear(Events.started(100));
        for (int failures = 1; failures <= 3; failures++) {
            progress.hear(new ConnectionChange.Lost(Instant.EPOCH, failures, Duration.ofSeconds(2), "no route"));
        }
        progress.hear(new ConnectionChange.Resumed());

        assertThat(lines).containsSubsequence("connection lost (no route), trying again in 2s; the run goes on", "connected again").hasSize(3);
    }

    @Test
    void theEndSaysWhereTheAdapterIsAndHowItEnded() {
        progress.hear(Events.started(100));
        progress.hear(Events.log(100, 65_000));
        ScriptedRun run = new ScriptedRun("r");
        run.end(JobStatus.COMPLETED);
        progress.finished(new TrainingResult(run.job(), List.of(JsonValue.object().with("pathname", JsonValue.of("/data/adapter")))));

        assertThat(lines).endsWith("adapter saved in /data/adapter", "completed after 1m 05s, 100 steps");
    }

    @Test
    void theLiveLineIsDrawnAtMostTwiceASecondAndCutToTheTerminal() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        LiveBlock live = new LiveBlock(terminal, StandardCharsets.UTF_8);
        RunProgress drawn = new RunProgress(new LiveScreen(live, live.over(terminal), () -> 20, () -> 24, Style.PLAIN, Glyphs.ASCII), RunState.of(new ScriptedRun("r")), nanos::get);

        drawn.hear(Events.started(100));
        for (int step = 1; step <= 10; step++) {
            nanos.addAndGet(Duration.ofMillis(100).toNanos());
            drawn.hear(Events.log(step, step * 100L));
        }

        String shown = terminal.toString(StandardCharsets.UTF_8);
        assertThat(shown.split("step ", -1)).hasSizeBetween(3, 4);
        assertThat(shown).contains("\r 10%  step 10/1..").doesNotContain("loss 2.000");
    }
}
