package ai.arkor.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import ai.arkor.api.spi.CursorMark.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorFileTest {

    private static final RunReference RUN = RunReference.parse("https://api.arkor.ai#acme/support/j%20%F0%9F%9A%80");

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void place() {
        path = folder.resolve("deep").resolve("run.cursor");
    }

    private static CursorMark mark(int n) {
        return new CursorMark(RUN, n % 2 == 0 ? Stage.BEGUN : Stage.DONE, Optional.of("2026-01-02T03:04:05Z -%+" + (n - 1)), Optional.of("é " + n), "best " + n);
    }

    private void write(int marks) {
        try (CursorFile file = CursorFile.open(path)) {
            for (int n = 0; n < marks; n++) {
                file.write(mark(n));
            }
        }
    }

    @Test
    void keepsTheLastMarkAndItsSize() throws Exception {
        for (int marks = 1; marks < 6; marks++) {
            Files.deleteIfExists(path);
            write(marks);
            assertThat(CursorFile.read(path)).contains(mark(marks - 1));
            assertThat(CursorFile.run(path)).contains(RUN);
            assertThat(Files.size(path)).isLessThanOrEqualTo(8192);
        }
    }

    @Test
    void goesOnCountingWhenOpenedAgain() {
        write(3);
        try (CursorFile file = CursorFile.open(path)) {
            assertThat(file.mark()).contains(mark(2));
            file.write(mark(3));
        }
        assertThat(CursorFile.read(path)).contains(mark(3));
    }

    /** A machine that dies while it writes leaves any part of a slot. */
    @Test
    void aWriteCutAnywhereLeavesTheMarkBeforeIt() throws Exception {
        write(5);
        byte[] before = Files.readAllBytes(path);
        try (CursorFile file = CursorFile.open(path)) {
            file.write(mark(5));
        }
        byte[] after = Files.readAllBytes(path);
        int first = Arrays.mismatch(before, after);
        for (int cut = 0; cut < 200; cut++) {
            byte[] torn = before.clone();
            System.arraycopy(after, 4096, torn, 4096, cut);
            Files.write(path, torn);
            Optional<CursorMark> read = CursorFile.read(path);
            assertThat(read).as("cut at %d", cut).isIn(Optional.of(mark(4)), Optional.of(mark(5)));
        }
        assertThat(first).isGreaterThanOrEqualTo(4096);
    }

    @Test
    void aFileOfAnotherKindIsLeftAlone() throws Exception {
        Files.createDirectories(path.getParent());
        Files.write(path, "x".repeat(5000).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> CursorFile.open(path)).isInstanceOf(ArkorException.class).hasMessageContaining(path.toString()).hasMessageContaining("Delete it");
        assertThat(Files.size(path)).isEqualTo(5000);
    }

    @Test
    void aShortFileOfAnotherKindIsLeftAloneToo() throws Exception {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "my notes\n");
        assertThatThrownBy(() -> CursorFile.open(path)).isInstanceOf(ArkorException.class).hasMessageContaining(path.toString());
    }

    @Test
    void isOfOneWriterAtATime() {
        try (CursorFile file = CursorFile.open(path)) {
            assertThatThrownBy(() -> CursorFile.open(path)).isInstanceOf(ArkorException.class).hasMessageContaining("in use");
            file.write(mark(0));
            assertThat(CursorFile.read(path)).contains(mark(0));
        }
    }

    @Test
    void noFileIsNoMark() {
        assertThat(CursorFile.read(path)).isEmpty();
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void anIdThatDoesNotFitIsRefused() {
        try (CursorFile file = CursorFile.open(path)) {
            CursorMark huge = new CursorMark(RUN, Stage.DONE, Optional.empty(), Optional.of("x".repeat(5000)), "");
            assertThatThrownBy(() -> file.write(huge)).isInstanceOf(ArkorException.class).hasMessageContaining("too long");
        }
    }
}
