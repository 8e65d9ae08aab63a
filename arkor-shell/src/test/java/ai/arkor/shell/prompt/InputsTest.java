package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputsTest {

    private final CommandWords words = new CommandWords(Set.of("start", "wait"));
    private final Inputs inputs = new Inputs(words::areIn, line -> line.endsWith("\\"), Brackets::areOpen);

    @Test
    void takesCommandsOutOfJavaWithTheLinesTheyStandIn() {
        assertThat(inputs.of("int a = 1;\nint b = 2;\nstart t\nwait\na + b")).containsExactly(new Inputs.Input("int a = 1;\nint b = 2;", 0, false, true),
                new Inputs.Input("start t", 2, true, true), new Inputs.Input("wait", 3, true, true), new Inputs.Input("a + b", 4, false, true));
    }

    @Test
    void aCommandsNameWithinABlockIsJava() {
        List<Inputs.Input> one = inputs.of("void f() {\nwait\n}");
        assertThat(one).containsExactly(new Inputs.Input("void f() {\nwait\n}", 0, false, true));
    }

    @Test
    void onlyTheLastMayBeIncomplete() {
        assertThat(inputs.of("start t\nint f() {")).containsExactly(new Inputs.Input("start t", 0, true, true), new Inputs.Input("int f() {", 1, false, false));
        assertThat(inputs.of("start \\")).containsExactly(new Inputs.Input("start \\", 0, true, false));
        assertThat(inputs.of("start \\\nt")).containsExactly(new Inputs.Input("start \\\nt", 0, true, true));
    }

    @Test
    void nothingIsNothing() {
        assertThat(inputs.of("\n  \n")).isEmpty();
    }
}
