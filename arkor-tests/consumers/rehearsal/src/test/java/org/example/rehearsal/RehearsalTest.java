package org.example.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RehearsalTest {

    @TempDir
    Path folder;

    /** In a process without a class path, in which there is no JUnit. */
    @Test
    void startsARunByTheModulePathAlone() throws Exception {
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--module-path", modulePath(),
                "--module", "org.example.rehearsal/org.example.rehearsal.Rehearsal", folder.toString()).redirectErrorStream(true).start();
        program.getOutputStream().close();
        List<String> lines = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("SLF4J")).toList();
        assertTrue(program.waitFor(30, TimeUnit.SECONDS));
        assertEquals(List.of("step 1 loss 2.5", "step 2 loss 1.25", "completed"), lines);
        assertEquals(0, program.exitValue());
    }

    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("junit") && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
