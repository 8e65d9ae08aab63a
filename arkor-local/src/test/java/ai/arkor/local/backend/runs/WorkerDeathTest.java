package ai.arkor.local.backend.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDeathTest {

    @TempDir
    Path folder;

    @Test
    void tellsMemoryFromOtherCauses() throws Exception {
        assertThat(describe(3, "Terminating due to java.lang.OutOfMemoryError: Java heap space")).contains("ran out of memory (Java heap)", "batchSize", "fewer rows");
        assertThat(describe(1, "#\n# There is insufficient memory for the Java Runtime Environment to continue.\n# /tmp/hs_err_pid7.log"))
                .startsWith("ran out of memory").contains("batchSize").doesNotContain("hs_err");
        assertThat(describe(137, "step 5")).contains("killed (signal 9)").doesNotContain("step 5");
    }

    @Test
    void namesTheSignalOfACrashAndNotTheFrameOfItsReport() throws Exception {
        assertThat(describe(134, "loading\n# A fatal error has been detected\n#  SIGSEGV (0xb)\n#\n")).contains("crashed in native code (signal 6)", "Its last line: loading.")
                .doesNotContain("#");
    }

    @Test
    void saysTheLastLineAndWhereTheRestIs() throws Exception {
        assertThat(describe(7, "first\nthe end\n")).isEqualTo("ended before its work was done (exit status 7). Its last line: the end. Its log is " + log() + ".");
        assertThat(WorkerDeath.describe(143, folder.resolve("none"))).contains("ended by signal 15").doesNotContain("last line");
    }

    private String describe(int status, String log) throws Exception {
        Files.writeString(log(), log);
        return WorkerDeath.describe(status, log());
    }

    private Path log() {
        return folder.resolve("worker.log");
    }
}
