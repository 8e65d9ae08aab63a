package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

    private final CommandWords words = new CommandWords(Set.of("start", "wait", "jobs", "chat"));

    @ParameterizedTest
    @ValueSource(strings = {"start", "start trainer", "  wait", "jobs --all", "start .", "start ./examples/triage", "start ../x", "start /data/run",
        "start .hidden", "chat --model m -h \"x = y\"", "start -h", "start -"})
    void theseAreCommands(String line) {
        assertThat(words.areIn(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start = 3", "start(1)", "start (1)", "jobs.size()", "jobs .size()", "jobs + 1", "jobs == 2", "jobs[0]", "jobs [0]", "jobs - 1",
        "jobs / 2", "jobs instanceof List", "wait;", "wait ;", "starting", "var start", "", "1 + 1", "jobs ? 1 : 2", "jobs++"})
    void theseAreJava(String line) {
        assertThat(words.areIn(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/start", "  /start trainer", "/wait", "/jobs.size()", "/nothing", "/?"})
    void aSlashForcesACommand(String line) {
        assertThat(words.areIn(line)).isTrue();
        assertThat(CommandWords.areForced(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"// start", "/* start */", "/** start */ int x", "/", "/ 2", "/home/me/data"})
    void commentsAndPathsAreNotForced(String line) {
        assertThat(CommandWords.areForced(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"strat", "  strat ", "strat trainer", "strat data/x.java --plain", "strat --plain"})
    void aMistypedCommandIsKnownByItsLine(String line) {
        assertThat(CommandWords.likeACommand(line)).contains("strat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int y = \"foo\"", "var x = 1", "strat = 3", "strat.foo()", "strat;", "strat x;", "strat + 1", "", "Strat", "return x", "strat\nx"})
    void otherJavaIsNoMistypedCommand(String line) {
        assertThat(CommandWords.likeACommand(line)).isEmpty();
    }

    @Test
    void aVariableComesBeforeTheBareNameAndNotBeforeTheCommandWithItsWords() {
        CommandWords withVariable = new CommandWords(Set.of("jobs", "wait"), "jobs"::equals);
        assertThat(withVariable.areIn("jobs")).isFalse();
        assertThat(withVariable.areIn("jobs  ")).isFalse();
        assertThat(withVariable.areIn("/jobs")).isTrue();
        assertThat(withVariable.areIn("jobs --all")).isTrue();
        assertThat(withVariable.areIn("wait")).isTrue();
    }
}
