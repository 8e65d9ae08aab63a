package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Java typed into the real program, with its modules as they are shipped, gets at nothing that a library user does not. */
@Timeout(120)
class ShellEncapsulationTest {

    private static final Path WAYS = Path.of("src", "test", "resources", "scripts", "ways-in.jsh").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void noWayInIsOpen() throws Exception {
        long ways = Files.readAllLines(WAYS).stream().filter(line -> line.startsWith("way(")).count();
        assertThat(ways).isGreaterThan(25);
        ScriptProgram.Ended ended = new ScriptProgram(folder, folder).arkor("run", WAYS.toString());
        assertThat(ended.out().lines()).as(ended.err()).containsExactly("refused " + ways);
        assertThat(ended.status()).isZero();
    }
}
