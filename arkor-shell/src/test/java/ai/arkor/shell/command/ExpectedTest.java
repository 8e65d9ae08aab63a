package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.command.Expected.Hint;
import ai.arkor.shell.command.Expected.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ExpectedTest {

    @Command(name = "made", description = "Made up. For this test.")
    static final class Made {
        @Option(names = "--backend", paramLabel = "URL|local", description = "The backend to use. Otherwise: the usual.")
        private String backend = "";

        @Option(names = {"-m", "--model"}, paramLabel = "MODEL", description = "A model.")
        private String model = "";

        @Option(names = "--loud", description = "Loudly.")
        private boolean loud;

        @Parameters(index = "0", paramLabel = "RUN[@STEP]")
        private String run = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE|DIRECTORY")
        private String file = "";

        @Command(name = "part", description = "A part.")
        int part() {
            return 0;
        }
    }

    @Command(name = "")
    static final class Root {}

    private static Expected at(String... words) {
        return Expected.at(new CommandLine(new Root()).addSubcommand(new Made()), List.of(words));
    }

    @Test
    void aNewCommandsParametersAreCompletedByTheirLabels() {
        assertThat(at("made", "").kinds()).containsExactlyInAnyOrder(Kind.RUN, Kind.CHECKPOINT);
        assertThat(at("made", "run-1", "x").kinds()).containsExactlyInAnyOrder(Kind.FILE, Kind.DIRECTORY);
        assertThat(at("made", "run-1", "x", "").kinds()).isEmpty();
    }

    @Test
    void optionsHaveWhatTheyDoAndGoOnceUsed() {
        assertThat(at("made", "-").options()).contains(new Hint("--backend", "The backend to use"), new Hint("--model", "A model"), new Hint("--loud", "Loudly"));
        assertThat(at("made", "--loud", "-m", "x", "-").options()).extracting(Hint::text).containsExactly("--backend");
        assertThat(at("made", "--", "-").options()).isEmpty();
    }

    @Test
    void afterAnOptionComesItsValueInEitherSpelling() {
        assertThat(at("made", "--backend", "").words()).extracting(Hint::text).containsExactly("local");
        assertThat(at("made", "--backend", "").options()).isEmpty();
        assertThat(at("made", "--model", "x").kinds()).containsExactly(Kind.MODEL);
        Expected joined = at("made", "--model=ar");
        assertThat(joined.kinds()).containsExactly(Kind.MODEL);
        assertThat(joined.before()).isEqualTo("--model=");
    }

    @Test
    void theTemplatesOfAProjectAreCompleted() {
        CommandLine root = new CommandLine(new Root()).addSubcommand(new InitCommand());
        assertThat(Expected.at(root, List.of("init", "--template", "")).words()).extracting(Hint::text).containsExactly("triage", "translate", "redaction", "blank");
    }

    @Test
    void anOptionsValueIsNoParameter() {
        assertThat(at("made", "--model", "m", "--loud", "").kinds()).contains(Kind.RUN);
    }

    @Test
    void subcommandsStandWhereTheFirstWordDoes() {
        assertThat(at("made", "").words()).contains(new Hint("part", "A part"));
        assertThat(at("made", "run-1", "").words()).isEmpty();
        assertThat(at("made", "part", "").words()).isEmpty();
    }

    @Test
    void anUnknownCommandExpectsNothing() {
        assertThat(at("other", "").options()).isEmpty();
    }
}
