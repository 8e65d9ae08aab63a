package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.LiveBlock;
import ai.arkor.shell.terminal.LiveScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands as they are typed, with a screen that has live lines. */
@Timeout(60)
class WatchAndLogsTest {

    private final ScriptedConnector connector = new ScriptedConnector();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void watchWithoutARunTakesTheNewestThatGoesOnAndSaysSo() {
        add("r-3").end(JobStatus.COMPLETED);
        // A status this version does not know is none of a run that is over; its observation ends all the same.
        add("r-2").end(new JobStatus("exploded"));
        add("r-1");

        assertThat(run("watch")).isEqualTo(ExitStatus.ERROR);
        assertThat(text(err)).contains("run r-2, the newest of 2 that go on");
        assertThat(text(out)).contains("name-of-r-2  r-2  embedded");
    }

    @Test
    void watchFollowsTheRunWithItsExitStatusAndLeavesTheLastFrame() {
        add("r-1").end(JobStatus.FAILED);

        assertThat(run("watch", "r-1")).isEqualTo(ExitStatus.RUN_FAILED);
        assertThat(text(out)).containsPattern("name-of-r-1  r-1  embedded  m +failed\n");
    }

    @Test
    void watchWithoutARunThatGoesOnListsThoseThereAre() {
        assertThat(run("watch")).isEqualTo(ExitStatus.ERROR);
        assertThat(text(err)).contains("There are no runs. Start one with: arkor start");
        add("r-1").end(JobStatus.FAILED);

        assertThat(run("watch")).isEqualTo(ExitStatus.ERROR);
        assertThat(text(err)).contains("No run goes on. Name one of those that are over").containsPattern("r-1 +failed");
    }

    @Test
    void plainWatchesInOneLine() {
        add("r-1").end(JobStatus.COMPLETED);

        assertThat(run("watch", "r-1", "--plain")).isEqualTo(ExitStatus.COMPLETED);
        assertThat(text(out)).contains("waiting for the run to begin").doesNotContain("embedded");
    }

    @Test
    void logsPrintsEachEventAsALine() {
        add("r-1").with(Events.started(10)).with(Events.log(1, 500, 0.25)).with(Events.checkpoint(1)).end(JobStatus.COMPLETED);

        assertThat(run("logs", "r-1")).isEqualTo(ExitStatus.COMPLETED);
        assertThat(text(out).lines().map(line -> line.replaceFirst("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  ", "> "))).containsExactly(
                "> training arkor-tiny, 10 steps", "> step 1  loss 2.000  eval loss 0.250", "> checkpoint at step 1");
    }

    @Test
    void logsInJsonAreTheEventsAsTheyCameWithTheirPlaces() {
        add("r-1").with(Events.at("7", Events.started(10))).with(Events.log(1, 500)).end(JobStatus.COMPLETED);

        assertThat(run("logs", "--json")).isEqualTo(ExitStatus.COMPLETED);
        List<String> lines = text(out).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(Events.started(10).meta().json().with("eventId", JsonValue.of("7")).toString());
        assertThat(lines.get(1)).isEqualTo(Events.log(1, 500).meta().json().toString());
    }

    @Test
    void logsBeginAfterAnEventOrAtAStep() {
        add("r-1").with(Events.at("7", Events.started(10))).with(Events.at("8", Events.log(1, 500))).with(Events.at("9", Events.log(2, 1_000)))
                .end(JobStatus.COMPLETED);

        run("logs", "r-1", "--after", "8");
        assertThat(text(out)).contains("step 2").doesNotContain("step 1");
        run("logs", "r-1", "--since", "2");
        assertThat(text(out).lines()).hasSize(2).allMatch(line -> line.contains("step 2"));
        assertThat(run("logs", "r-1", "--tail", "-1")).isEqualTo(ExitStatus.USAGE);
        assertThat(text(err)).contains("--tail must be 0 or more, not -1");
    }

    @Test
    void whatAnEventSaysCannotActOnTheTerminal() {
        add("r-1").with(Events.failed("bad\033[2J\nthing")).end(JobStatus.FAILED);

        run("logs", "r-1");
        assertThat(text(out).lines()).singleElement().asString().endsWith("failed: bad thing");
    }

    private ScriptedRun add(String id) {
        ScriptedRun run = new ScriptedRun(id);
        connector.client.runs.add(run);
        return run;
    }

    private int run(String... words) {
        LiveBlock block = new LiveBlock(out, StandardCharsets.UTF_8);
        PrintStream stream = block.over(out);
        try (Backends backends = new Backends(connector, Map.of(), Path.of(""), line -> {})) {
            Session session = new Session(backends, connector, new LiveScreen(block, stream, () -> 80, () -> 24, Style.PLAIN, Glyphs.ASCII), stream,
                    new PrintStream(err, true, StandardCharsets.UTF_8), Path.of(""), "arkor ", action -> () -> {}, Optional.empty());
            return new CommandLines(session, "1.2.3", false).run(List.of(words));
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
