package ai.arkor.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBlockTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final LiveBlock live = new LiveBlock(terminal, StandardCharsets.UTF_8);
    private final PrintStream out = live.over(terminal);

    @Test
    void otherOutputTakesTheLineAwayFirst() {
        live.draw(List.of("10%"));
        out.print("hello\n");
        live.draw(List.of("20%"));

        assertThat(shown()).isEqualTo("10%\r\033[Khello\n20%");
    }

    @Test
    void isNotDrawnIntoALineThatIsBegun() {
        out.print("half a line");
        live.draw(List.of("10%"));
        out.print(", whole\n");
        live.draw(List.of("20%"));

        assertThat(shown()).isEqualTo("half a line, whole\n20%");
    }

    @Test
    void severalLinesAreDrawnOverAsOne() {
        live.draw(List.of("loss", "10%"));
        live.draw(List.of("loss", "20%", "30%"));
        out.print("hello\n");

        assertThat(shown()).isEqualTo("loss\r\n10%\r\033[1A\033[Jloss\r\n20%\r\n30%\r\033[2A\033[Jhello\n");
    }

    @Test
    void isErasedOnce() {
        live.draw(List.of("10%"));
        live.close();
        live.erase();

        assertThat(shown()).isEqualTo("10%\r\033[K");
    }

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
