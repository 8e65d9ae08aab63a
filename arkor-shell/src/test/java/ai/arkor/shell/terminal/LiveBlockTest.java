package ai.arkor.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveBlockTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicInteger columns = new AtomicInteger(80);
    private final AtomicLong nanos = new AtomicLong();
    private final LiveBlock live = new LiveBlock(terminal, StandardCharsets.UTF_8, columns::get, nanos::get);
    private final PrintStream out = live.over(terminal);

    @Test
    void otherOutputTakesTheLineAwayFirstAndPutsItBack() {
        live.draw(List.of("10%"));
        out.print("hello\n");

        assertThat(shown()).isEqualTo("10%\r\033[Khello\n10%");
    }

    @Test
    void fastOutputHasTheBlockPutBackOnceAndThenByTheNextDrawing() {
        live.draw(List.of("10%"));
        out.print("one\n");
        out.print("two\n");
        out.print("three\n");
        live.draw(List.of("10%"));

        assertThat(shown()).isEqualTo("10%\r\033[Kone\n10%\r\033[Ktwo\nthree\n10%");
    }

    @Test
    void isNotDrawnIntoALineThatIsBegun() {
        live.draw(List.of("10%"));
        out.print("half a line");
        live.draw(List.of("20%"));
        out.print(", whole\n");

        assertThat(shown()).isEqualTo("10%\r\033[Khalf a line, whole\n10%");
    }

    @Test
    void aLineThatWasBegunCanBeEnded() {
        out.print("half a line");
        live.endLine();
        live.endLine();
        live.draw(List.of("10%"));

        assertThat(shown()).isEqualTo("half a line\r\n10%");
    }

    @Test
    void severalLinesAreDrawnOverAsOne() {
        live.draw(List.of("loss", "10%"));
        live.draw(List.of("loss", "20%", "30%"));
        live.draw(List.of("40%"));
        live.erase();

        assertThat(shown()).isEqualTo("loss\r\n10%\r\033[1Aloss\033[K\r\n20%\033[K\r\n30%\033[K\r\033[2A40%\033[K\033[J\r\033[K");
    }

    @Test
    void whatIsThereAlreadyIsNotDrawnAgain() {
        live.draw(List.of("10%"));
        live.draw(List.of("10%"));

        assertThat(shown()).isEqualTo("10%");
    }

    @Test
    void aWindowMadeNarrowerHasBrokenTheLinesIntoMoreRows() {
        live.draw(List.of("\033[32m1234567890\033[0m", "123", ""));
        columns.set(4);
        live.draw(List.of("abc"));

        assertThat(shown()).endsWith("\r\n\r\033[4A\033[K\033[B\033[J\033[Aabc");
    }

    @Test
    void isErasedOnce() {
        live.draw(List.of("10%"));
        live.erase();
        live.erase();
        out.print("hello\n");

        assertThat(shown()).isEqualTo("10%\r\033[Khello\n");
    }

    @Test
    void closedItStandsWhereItIsAndIsNotDrawnAnyMore() {
        live.draw(List.of("10%"));
        live.close();
        live.draw(List.of("20%"));
        out.print("hello\n");
        live.close();

        assertThat(shown()).isEqualTo("10%\r\nhello\n");
    }

    @Test
    void itIsPutBackAgainWhenThereWasAPause() {
        live.draw(List.of("10%"));
        out.print("one\n");
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        out.print("two\n");

        assertThat(shown()).endsWith("one\n10%\r\033[Ktwo\n10%");
    }

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
