package ai.arkor.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final LiveLine live = new LiveLine(terminal, StandardCharsets.UTF_8);
    private final PrintStream out = live.over(terminal);

    @Test
    void otherOutputTakesTheLineAwayFirst() {
        live.draw("10%");
        out.print("hello\n");
        live.draw("20%");

        assertThat(shown()).isEqualTo("10%\r\033[Khello\n20%");
    }

    @Test
    void isNotDrawnIntoALineThatIsBegun() {
        out.print("half a line");
        live.draw("10%");
        out.print(", whole\n");
        live.draw("20%");

        assertThat(shown()).isEqualTo("half a line, whole\n20%");
    }

    @Test
    void isErasedOnce() {
        live.draw("10%");
        live.close();
        live.erase();

        assertThat(shown()).isEqualTo("10%\r\033[K");
    }

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
