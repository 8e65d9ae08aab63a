package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.tests.ScriptProgram.Ended;
import ai.arkor.testkit.ScriptedCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts and Java files as real processes, on every JDK of this machine that Arkor is for. */
@Tag("deep")
@Timeout(300)
class ScriptsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SCRIPTS = ROOT.resolve("examples").resolve("scripts");

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return ScriptProgram.jdks().stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theExampleTrainsOnThisMachineAndAsksItsAdapter(Path jdk) throws Exception {
        ScriptProgram program = new ScriptProgram(jdk, home, ROOT);
        try {
            Ended ended = program.arkor("run", SCRIPTS.resolve("train.jsh").toString(), "60", "The", "invoice", "is", "wrong.");
            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.err()).startsWith("backend: embedded (this machine)");
            List<String> lines = ended.out().lines().toList();
            assertThat(lines).hasSize(4).first().asString().matches("step 20, loss [0-9.]+");
            assertThat(lines.get(3)).startsWith("{\"category\":");

            Ended runs = program.arkor("-e", "client.allRuns().size() + \" \" + client.allRuns().get(0).job().status()");
            assertThat(runs.out()).as(runs.err()).isEqualTo("1 completed" + System.lineSeparator());
        } finally {
            program.arkor("backend", "stop");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aRunThatFailsEndsTheScriptWithItsLineAndTheStatusOfTheRun(Path jdk) throws Exception {
        ScriptProgram program = new ScriptProgram(jdk, home, folder);
        Files.writeString(folder.resolve("rows.jsonl"), "{\"messages\":[{\"role\"\n");
        Files.writeString(folder.resolve("bad.jsh"), """
                var trainer = Trainer.builder("bad").model(Models.ARKOR_TINY).dataset(Dataset.file("rows.jsonl")).maxSteps(5).build()

                trainer.await().orThrow()
                System.out.println("after")
                """);
        try {
            Ended ended = program.arkor("run", "bad.jsh");
            assertThat(ended.status()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err()).contains("bad.jsh:3: TrainingFailedException: Run ").contains("rows.jsonl, row 1: bad JSON").contains("  trainer.await().orThrow()");
            assertThat(ended.out()).isEmpty();
        } finally {
            program.arkor("backend", "stop");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void snippetsScriptsAndStandardInputEndAsTold(Path jdk) throws Exception {
        ScriptProgram program = new ScriptProgram(jdk, home, folder);
        assertThat(program.arkor("-e", "1 + 1")).isEqualTo(new Ended(0, "2\n", ""));
        assertThat(program.arkor("-e", "System.exit(7)").status()).isEqualTo(7);
        assertThat(program.input("System.out.println(6 * 7)\n/exit 4\n").arkor()).isEqualTo(new Ended(4, "42\n", ""));
        assertThat(program.input("").arkor().status()).as("nothing to do").isEqualTo(2);
        Files.writeString(folder.resolve("echo.jsh"), "System.out.print(args[0] + \":\" + new String(System.in.readAllBytes()))");
        assertThat(program.input("given").arkor("run", "echo.jsh", "--flag")).isEqualTo(new Ended(0, "--flag:given", ""));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aFileWithAFirstLineForTheSystemIsAProgram(Path jdk) throws Exception {
        executable(folder.resolve("arkor"), "#!/bin/sh\nexec '" + jdk.resolve("bin").resolve("java") + "' --module-path '" + ScriptProgram.modulePath()
                + "' -Dai.arkor.shell.terminal=000 -m ai.arkor.shell/ai.arkor.shell.Main \"$@\"\n");
        executable(folder.resolve("greet"), "#!/usr/bin/env -S arkor run\nSystem.out.println(\"hello \" + String.join(\" \", args))\nint x = absent\n");

        Ended ended = new ScriptProgram(jdk, home, folder).with("PATH", folder + ":" + System.getenv("PATH")).run(List.of(folder.resolve("greet").toString(), "you", "--too"));
        assertThat(ended.out()).as(ended.err()).isEqualTo("hello you --too\n");
        assertThat(ended.err()).startsWith(folder.resolve("greet") + ":3:9: cannot find symbol");
        assertThat(ended.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theSameAsAPlainJavaFileNeedsOneImportAndNoShell(Path jdk) throws Exception {
        try (ScriptedCloud cloud = ScriptedCloud.start()) {
            cloud.nextJob().started().log(10, 2.0).completed();
            ScriptProgram program = new ScriptProgram(jdk, home, folder).with("ARKOR_CLOUD_API_URL", cloud.address().toString());
            Ended trained = program.java("--add-modules", "ai.arkor.client", SCRIPTS.resolve("Train.java").toString());
            assertThat(trained.status()).as(trained.err()).isZero();
            assertThat(trained.out().lines()).hasSize(3).contains("step 10, loss 2.0");
            assertThat(cloud.requests("POST /v1/inference/chat")).hasSize(1);

            cloud.nextJob().started().log(10, 2.0).completed();
            Ended byArkor = program.arkor("run", SCRIPTS.resolve("Train.java").toString());
            assertThat(byArkor.status()).as(byArkor.err()).isZero();
            assertThat(byArkor.out().lines()).hasSize(3).contains("step 10, loss 2.0");

            if (Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"25")) {
                String reference = trained.out().lines().filter(line -> line.startsWith("run ")).findFirst().orElseThrow().substring(4);
                Ended asked = program.java("--add-modules", "ai.arkor.client", SCRIPTS.resolve("Ask.java").toString(), reference, "Well?");
                assertThat(asked.status()).as(asked.err()).isZero();
                assertThat(cloud.requests("POST /v1/inference/chat")).hasSize(3);
            }
        }
    }

    private static void executable(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
