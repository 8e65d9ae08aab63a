package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.RunReference;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that await runs with cursor files are killed at any moment and started again, until the runs are over. */
@Tag("deep")
@Timeout(300)
class CursorKillTest {

    private static final int KILLS = 100;
    private static final int RUNS_AT_ONCE = 6;
    private static final int EVENTS = 120;
    /** Of all its runs, in one process. */
    private static final int MOST_CALLBACKS = 24;

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void noCallbackIsLostAndOnlyTheOneThatWasKilledIsRepeatedAndSaysSo() throws Exception {
        System.out.println("seed " + seed);
        Tally tally = new Tally();
        int kills = 0;
        int batches = 0;
        try (ScriptedCloud cloud = ScriptedCloud.start()) {
            while (kills < KILLS) {
                List<RunReference> runs = script(cloud, batches++);
                kills += killUntilOver(cloud, runs);
                for (RunReference run : runs) {
                    tally.check(run, Files.readAllLines(CursorVictim.log(folder, run)));
                }
            }
        }
        System.out.println(kills + " processes killed, each with " + RUNS_AT_ONCE + " runs under way; of " + tally.restarts + " restarts of a run, "
                + tally.repeated + " repeated a callback, " + tally.begun + " had begun one that did not get to write, " + tally.wentOn + " went on with the next");
        assertThat(tally.repeated).as("killed in a callback").isPositive();
        assertThat(tally.wentOn).as("killed between callbacks").isPositive();
    }

    private List<RunReference> script(ScriptedCloud cloud, int batch) {
        List<RunReference> runs = new ArrayList<>();
        for (int i = 0; i < RUNS_AT_ONCE; i++) {
            ScriptedJob job = cloud.existingJob("run-" + batch + "-" + i).started();
            for (int event = 2; event < EVENTS; event++) {
                if (event % 10 == 0) {
                    job.checkpoint(event);
                } else {
                    job.log(event, 1);
                }
            }
            job.completed().fault(Collections.nCopies(10 * KILLS, Fault.slow(CursorKillTest::pace)).toArray(Fault[]::new));
            runs.add(new RunReference(cloud.address().toString(), cloud.organisation(), "project", job.id()));
        }
        return runs;
    }

    /** Before each event: some come in a burst, some by themselves. */
    private static void pace() {
        int micros = ThreadLocalRandom.current().nextInt(3_000);
        if (micros > 1_000) {
            LockSupport.parkNanos(micros * 1_000L);
        }
    }

    /** @return how many were killed */
    private int killUntilOver(ScriptedCloud cloud, List<RunReference> runs) throws Exception {
        for (int kills = 0;; kills++) {
            Process process = start(cloud, runs);
            int callbacks = 1 + random.nextInt(MOST_CALLBACKS);
            if (process.getInputStream().readNBytes(callbacks).length < callbacks) {
                assertThat(process.waitFor()).as("exit status of a process that was not killed").isZero();
                return kills;
            }
            long until = System.nanoTime() + random.nextInt(1_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(ScriptedCloud cloud, List<RunReference> runs) throws Exception {
        // Reading the certificates that nothing needs here is a good part of a start.
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djavax.net.ssl.trustStore=NONE", "-cp", System.getProperty("java.class.path"),
                CursorVictim.class.getName(), cloud.address().toString(), cloud.token(), cloud.organisation(), folder.toString(), Long.toString(random.nextLong())));
        runs.forEach(run -> command.add(run.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** What the runs' callbacks wrote down, and how their processes went on. */
    private static final class Tally {
        int restarts;
        int repeated;
        int begun;
        int wentOn;

        void check(RunReference run, List<String> lines) {
            int last = 0;
            boolean first = true;
            int processes = 0;
            for (String line : lines) {
                if (line.equals(CursorVictim.BIRTH)) {
                    first = true;
                    processes++;
                    continue;
                }
                int event = Integer.parseInt(line.split(" ")[0]);
                boolean redelivered = line.endsWith(" true");
                if (redelivered) {
                    assertThat(first && processes > 1).as("%s: event %d is the first after a restart", run, event).isTrue();
                    assertThat(event).as("%s: the event that is told again", run).isIn(last, last + 1);
                } else {
                    assertThat(event).as("%s: the event after %d", run, last).isEqualTo(last + 1);
                }
                if (first && processes > 1) {
                    restarts++;
                    repeated += event == last ? 1 : 0;
                    begun += redelivered && event == last + 1 ? 1 : 0;
                    wentOn += redelivered ? 0 : 1;
                }
                last = event;
                first = false;
            }
            assertThat(last).as("%s: the last event", run).isEqualTo(EVENTS);
        }
    }
}
