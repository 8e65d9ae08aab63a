package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.local.BackendStatus;
import ai.arkor.shell.command.CommandBench.Outcome;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.LiveBlock;
import ai.arkor.shell.terminal.LiveScreen;
import ai.arkor.shell.terminal.Style;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of runs, the embedded backend's state, and what is said of lines that cannot be meant. */
class ListsAndErrorsTest {

    private static final String BACKEND = "backend: embedded (this machine)\n";

    private final CommandBench bench = new CommandBench();

    @Test
    void jobsInAPipeAreWholeAndPlain() {
        bench.there("0123456789").end(JobStatus.COMPLETED);
        bench.there("012345678a-and-a-very-long-id-that-no-terminal-is-made-for");

        List<String> lines = bench.run("jobs").out().lines().toList();

        assertThat(lines.get(0)).startsWith("RUN         STATUS     CREATED ").endsWith("PROJECT  NAME" + " ".repeat(64) + "MODEL");
        assertThat(lines.get(2)).startsWith("012345678a  queued     2026-01-0").endsWith("name-of-012345678a-and-a-very-long-id-that-no-terminal-is-made-for  m");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 39, 60, 79, 200})
    void jobsOnATerminalAreColouredAndFitIt(int columns) {
        bench.there("r-1").end(JobStatus.COMPLETED);
        bench.there("r-2-with-a-rather-long-name-of-its-own-that-takes-much-room");
        bench.terminal = Optional.of(terminal(columns));

        List<String> lines = bench.run("jobs").out().lines().toList();

        assertThat(lines).hasSize(3).allMatch(line -> Cells.width(line) <= columns - 1);
        assertThat(lines.get(1)).contains("\033[32mcompleted\033[0m");
    }

    @Test
    void jobsAreFilteredByStatusAndNumber() {
        bench.there("r-1").end(JobStatus.COMPLETED);
        bench.there("r-2").fail("x");
        bench.there("r-3");
        bench.there("r-4").end(JobStatus.COMPLETED);

        assertThat(bench.run("jobs", "-q", "--status", "completed,failed", "--limit", "2").out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("RUN", "r-1", "r-2");
        assertThat(bench.run("jobs", "--status", "running")).isEqualTo(new Outcome(0, "", BACKEND + "no runs that are running\n"));
        assertThat(bench.run("jobs", "--json", "--status", "running")).isEqualTo(new Outcome(0, "[]\n", ""));
        assertThat(bench.run("jobs", "-q", "--status", "done")).isEqualTo(
                new Outcome(2, "", "arkor: --status done is none; the statuses are queued, running, completed, failed, cancelled\n"));
    }

    @Test
    void theEmbeddedBackendIsToldOf() {
        assertThat(bench.run("backend").out()).isEqualTo("not running\n");
        bench.connector.status = Optional.of(new BackendStatus("1.2.3", 77, URI.create("http://127.0.0.1:1"), 1, 2, Path.of("data")));
        assertThat(bench.run("backend", "status").out().lines()).containsExactly("running, version 1.2.3, process 77", "  address  http://127.0.0.1:1",
                "  runs     1 going on, 2 waiting", "  data     data");
        assertThat(bench.run("backend", "stop")).isEqualTo(new Outcome(0, "stopped\n", ""));
        assertThat(bench.run("backend", "stop", "-q")).isEqualTo(new Outcome(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "jbos | There is no command jbos. Did you mean jobs or job? | help",
        "ja | There is no command ja | help",
        "jobs --jsn | There is no option --jsn. Did you mean --json? | help jobs",
        "open x.jsh | open is a command of the prompt, which is opened by: arkor shell | help",
        "jobs more | One argument too many: more | help jobs",
        "jobs --limit x | Invalid value for option '--limit': 'x' is not an int | help jobs",
        "attach | Missing required parameter: 'RUN' | help attach",
        "backend stpo | There is no command stpo. Did you mean stop? | help backend",
        "help strat | There is no command and no topic strat. Did you mean start? | help",
        "help nothing | There is no command and no topic nothing; the topics are java, bindings, keys, files | help",
        "wait x --timeout soon | Invalid value for option '--timeout': 'soon' is not a time such as 90s, 10m or 2h | help wait",
    })
    void aLineThatCannotBeMeantIsToldInOneLineWithWhereHelpIs(String line, String message, String help) {
        assertThat(bench.run(line.split(" "))).isEqualTo(new Outcome(2, "", "arkor: " + message + "\nhelp: arkor " + help + "\n"));
    }

    @Test
    void aValueThatIsNoneIsAMistakeOfUse() {
        assertThat(bench.run("jobs", "--limit", "0")).isEqualTo(new Outcome(2, "", "arkor: --limit must be 1 or more, not 0\n"));
        assertThat(bench.run("jobs", "--backend", "nonsense"))
                .isEqualTo(new Outcome(2, "", "arkor: --backend must be an http or https address or the word local, not nonsense\n"));
    }

    @Test
    void errorsForProgramsAreJsonOnTheErrorStreamAndNothingElse() {
        assertThat(bench.run("wait", "--json", "absent")).isEqualTo(new Outcome(1, "",
                "{\"error\":{\"type\":\"error\",\"message\":\"No run absent on this backend. List the runs with: arkor jobs\",\"exitStatus\":1}}\n"));
        assertThat(bench.run("jobs", "--json", "more")).isEqualTo(new Outcome(2, "",
                "{\"error\":{\"type\":\"usage\",\"message\":\"One argument too many: more\",\"exitStatus\":2}}\n"));
    }

    @Test
    void whatBackendsSayOfTheEndOfThisVersionIsToldAfterTheCommandUnlessItIsToBeQuiet() {
        bench.connector.notices.add("notice: old");
        assertThat(bench.run("jobs")).isEqualTo(new Outcome(0, "", BACKEND + "no runs\nnotice: old\n"));
        bench.connector.notices.add("notice: old");
        assertThat(bench.run("jobs", "-q")).isEqualTo(new Outcome(0, "", ""));
        bench.connector.notices.add("notice: old");
        assertThat(bench.run("jobs", "--json")).isEqualTo(new Outcome(0, "[]\n", ""));
        bench.connector.notices.add("notice: old");
        assertThat(bench.run("job", "absent").err()).endsWith("\nnotice: old\n");
    }

    private static LiveScreen terminal(int columns) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new LiveScreen(new LiveBlock(nowhere, StandardCharsets.UTF_8), new PrintStream(nowhere), () -> columns, () -> 24, Style.COLOURED, Glyphs.UNICODE);
    }
}
