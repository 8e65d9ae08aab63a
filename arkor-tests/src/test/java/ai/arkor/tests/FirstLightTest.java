package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program, its backend and its workers as real processes, training for real. */
@Tag("deep")
@Timeout(600)
class FirstLightTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "triage").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    @BeforeEach
    void longRun() throws IOException {
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, """
                import ai.arkor.api.*;

                class Index {
                    static final Trainer trainer = Trainer.builder("long").model(Models.ARKOR_TINY)
                            .dataset(Dataset.file(Arkor.projectDirectory().resolve("rows.jsonl"))).maxSteps(100_000).build();
                }
                """);
        Files.copy(EXAMPLE.resolve("data").resolve("train.jsonl"), project.resolve("rows.jsonl"));
    }

    @AfterEach
    void stopBackend() throws Exception {
        try (ArkorProgram stop = new ArkorProgram(home, home, "backend", "stop")) {
            stop.exitStatus();
        }
    }

    @Test
    void theMainJobTeachesTheModelToSortTicketsItNeverSaw() throws Exception {
        try (ArkorProgram start = new ArkorProgram(home, home, "start", EXAMPLE.toString())) {
            double first = number("loss ([0-9.e+-]+)", start.await(line -> line.contains("step 10/")));
            String saved = start.await(line -> line.startsWith("checkpoint at step 100: "));
            assertThat(Path.of(saved.substring(saved.indexOf(": ") + 2)).resolve("adapter_model.safetensors")).isNotEmptyFile();
            start.await(line -> line.startsWith("checkpoint 100 says "));
            double last = number("loss ([0-9.e+-]+)", start.await(line -> line.contains("step 230/")));
            double accuracy = number("adapter ([0-9.]+) %", start.await(line -> line.startsWith("held-out accuracy: base ")));

            assertThat(start.exitStatus()).isZero();
            assertThat(last).isLessThan(first / 2);
            assertThat(accuracy).isGreaterThanOrEqualTo(80);
        }
        assertThat(home.resolve(".arkor").resolve("credentials.json")).doesNotExist();
        assertThat(EXAMPLE.resolve(".arkor").resolve("state.json")).doesNotExist();
    }

    @Test
    void aRunOutlivesItsKilledShellAndIsWatchedAndCancelledFromAnotherFolder() throws Exception {
        String id = startLongRun(true);
        try (ArkorProgram jobs = new ArkorProgram(home, home, "jobs")) {
            assertThat(jobs.rest()).anyMatch(line -> line.startsWith(id.substring(0, 8)) && line.contains("running"));
        }
        // Not by Ctrl-C: build machines start their processes with that signal ignored.
        try (ArkorProgram attach = new ArkorProgram(home, home, "attach", id, "--timeout", "3s")) {
            assertThat(attach.exitStatus()).isEqualTo(124);
            assertThat(attach.rest()).contains("the deadline passed; the run goes on").anyMatch(line -> line.contains("step "));
        }
        try (ArkorProgram cancel = new ArkorProgram(home, home, "cancel", id)) {
            assertThat(cancel.exitStatus()).isZero();
        }
        try (ArkorProgram attach = new ArkorProgram(home, home, "attach", id)) {
            assertThat(attach.exitStatus()).isEqualTo(4);
        }
    }

    @Test
    void aKilledWorkerFailsItsRunByNameAndTheNextRunWorks() throws Exception {
        try (ArkorProgram start = new ArkorProgram(home, project, "start")) {
            start.await(line -> line.contains("step "));
            worker().destroyForcibly();
            assertThat(start.exitStatus()).isEqualTo(3);
            assertThat(start.rest()).anyMatch(line -> line.contains("Job \"long\"") && line.contains("killed (signal 9)"));
        }
        startLongRun(true);
    }

    @Test
    void aKilledBackendIsToldToWhoWatchesAndTheNextOneKnowsWhatBecameOfTheRun() throws Exception {
        try (ArkorProgram start = new ArkorProgram(home, project, "start")) {
            String id = id(start);
            start.await(line -> line.contains("step "));
            ProcessHandle backend = backend();
            ProcessHandle worker = worker();
            backend.destroyForcibly();
            worker.onExit().get();

            assertThat(start.exitStatus()).isEqualTo(5);
            assertThat(start.rest()).anyMatch(line -> line.startsWith("failed") && line.contains("Job \"long\" (" + id + "): the backend was stopped while"));
            try (ArkorProgram attach = new ArkorProgram(home, home, "attach", id)) {
                assertThat(attach.exitStatus()).isEqualTo(3);
                assertThat(attach.rest()).anyMatch(line -> line.contains("the backend was stopped while the run was at step"));
            }
        }
    }

    @Test
    void aBadRowIsNamedByFileAndLine() throws Exception {
        List<String> rows = Files.readAllLines(project.resolve("rows.jsonl"));
        rows.set(16, "{\"messages\":[{\"role\"");
        Files.write(project.resolve("rows.jsonl"), rows);

        try (ArkorProgram start = new ArkorProgram(home, project, "start")) {
            assertThat(start.exitStatus()).isEqualTo(3);
            assertThat(start.rest()).anyMatch(line -> line.contains("Job \"long\"") && line.contains("rows.jsonl, row 17: bad JSON"));
        }
    }

    @Test
    void aJobFolderThatCannotBeWrittenFailsTheRunByNameAndTheStoreStaysUsable() throws Exception {
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.writeString(entry, Files.readString(entry).replace(".maxSteps", ".saveSteps(5).maxSteps"));
        startLongRun(true);
        Path jobs = home.resolve(".arkor").resolve("local").resolve("jobs");
        try (ArkorProgram next = new ArkorProgram(home, project, "start")) {
            String id = id(next);
            Files.createDirectories(jobs.resolve(id));
            Files.writeString(jobs.resolve(id).resolve("checkpoints"), "a file where a folder should be");
            try (ArkorProgram cancel = new ArkorProgram(home, home, "cancel", running())) {
                assertThat(cancel.exitStatus()).isZero();
            }
            assertThat(next.exitStatus()).isEqualTo(3);
            assertThat(next.rest()).anyMatch(line -> line.contains("Job \"long\" (" + id + ")") && line.contains("checkpoints"));
        }
        try (ArkorProgram list = new ArkorProgram(home, home, "jobs")) {
            assertThat(list.exitStatus()).isZero();
        }
    }

    /** @return the run's id */
    private String startLongRun(boolean killShell) throws Exception {
        try (ArkorProgram start = new ArkorProgram(home, project, "start")) {
            String id = id(start);
            start.await(line -> line.contains("step "));
            if (killShell) {
                start.kill();
            }
            return id;
        }
    }

    private String running() throws Exception {
        try (ArkorProgram jobs = new ArkorProgram(home, home, "jobs")) {
            return jobs.rest().stream().filter(line -> line.contains(" running ")).findFirst().orElseThrow().split(" ")[0];
        }
    }

    private static String id(ArkorProgram start) throws IOException {
        return start.await(line -> line.startsWith("run ")).split(" ")[1];
    }

    private ProcessHandle worker() throws Exception {
        return backend().children().findFirst().orElseThrow();
    }

    private ProcessHandle backend() throws Exception {
        try (ArkorProgram status = new ArkorProgram(home, home, "backend", "status")) {
            long pid = (long) number("process ([0-9]+)", status.await(line -> line.startsWith("running, ")));
            return ProcessHandle.of(pid).orElseThrow();
        }
    }

    private static double number(String pattern, String line) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
