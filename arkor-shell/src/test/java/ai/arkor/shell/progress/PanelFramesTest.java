package ai.arkor.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws each scene in each size and compares it with the frames kept in {@code src/test/resources/ai/arkor/shell/progress/frames}, where escapes are
 * shown as {@code ␛}. After a wanted change, run this test with {@code -Darkor.frames.write=true}: it writes the frames anew and fails, so that nobody
 * forgets to look at the difference.
 */
class PanelFramesTest {

    private static final String WRITE = "arkor.frames.write";
    static final Path FRAMES = Path.of("src", "test", "resources", "ai", "arkor", "shell", "progress", "frames");

    private record Size(int columns, int rows) {}

    private static final List<Size> SIZES = List.of(new Size(40, 20), new Size(80, 24), new Size(200, 50));
    private static final List<Size> LOW = List.of(new Size(80, 2), new Size(80, 6), new Size(80, 10), new Size(80, 14), new Size(200, 12), new Size(20, 9));

    static List<String> scenes() {
        return List.copyOf(Scenes.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void looksAsItDid(String scene) throws IOException {
        RunState run = Scenes.all().get(scene).get();
        StringBuilder frames = new StringBuilder();
        for (Size size : SIZES) {
            for (Glyphs glyphs : Glyphs.values()) {
                frames.append(section(run, size, glyphs, Style.PLAIN));
            }
            frames.append(section(run, size, Glyphs.UNICODE, Style.COLOURED));
        }
        if (scene.equals("mid")) {
            for (Size size : LOW) {
                frames.append(section(run, size, Glyphs.UNICODE, Style.PLAIN));
            }
        }
        compare(FRAMES.resolve(scene + ".txt"), frames.toString());
    }

    /** Every frame is checked for what holds for all. */
    private static String section(RunState run, Size size, Glyphs glyphs, Style style) {
        Canvas canvas = new Canvas(size.columns - 1, size.rows - 1, glyphs, style, ZoneOffset.UTC);
        List<String> lines = Panel.lines(run, canvas, Scenes.NOW, !run.isOver());
        assertThat(lines).hasSizeLessThan(size.rows).allMatch(line -> Cells.width(line) < size.columns);
        if (glyphs == Glyphs.ASCII) {
            assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c < 0x7f));
        }
        if (style == Style.PLAIN) {
            assertThat(lines).noneMatch(line -> line.indexOf('\033') >= 0);
        }
        return "=== " + size.columns + " x " + size.rows + ", " + glyphs.name().toLowerCase(Locale.ROOT) + ", " + style.name().toLowerCase(Locale.ROOT) + "\n"
                + String.join("\n", lines).replace('\033', '␛') + "\n";
    }

    static void compare(Path file, String drawn) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(FRAMES);
            Files.writeString(file, drawn);
            fail("wrote " + file + "; look at the difference, and run without -D" + WRITE);
        }
        assertThat(drawn).isEqualTo(Files.readString(file));
    }
}
