package ai.arkor.tests;

import static ai.arkor.tests.ArkorTerminal.CTRL_C;
import static ai.arkor.tests.ArkorTerminal.CTRL_D;
import static ai.arkor.tests.ArkorTerminal.CTRL_R;
import static ai.arkor.tests.ArkorTerminal.DOWN;
import static ai.arkor.tests.ArkorTerminal.TAB;
import static ai.arkor.tests.ArkorTerminal.UP;
import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompt of the real program in a pseudo-terminal, on each JDK: keys in, screen out. Its backend is scripted, so that runs do at once what a test tells them. */
@Tag("deep")
@Timeout(300)
@ParameterizedClass(name = "on {0}")
@MethodSource("ai.arkor.tests.Jdks#tested")
class PromptTranscriptTest {

    private static final String TRAINER = "var t = Trainer.builder(\"mine\").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace(\"a/b\")).build()";

    @Parameter
    private Path jdk;

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    private ScriptedCloud cloud;
    private ArkorTerminal arkor;

    @BeforeEach
    void open() throws Exception {
        cloud = ScriptedCloud.start();
        // A folder that has a project already, as the token of an environment names no organisation to make one in.
        Files.createDirectories(project.resolve(".arkor"));
        Files.writeString(project.resolve(".arkor").resolve("state.json"),
                "{\"orgSlug\":\"" + cloud.organisation() + "\",\"projectSlug\":\"project\",\"projectId\":\"p\"}");
        arkor = start();
    }

    private ArkorTerminal start(String... arguments) throws Exception {
        ArkorTerminal started = new ArkorTerminal(jdk, home, project, Map.of("ARKOR_CLOUD_API_URL", cloud.address().toString(), "ARKOR_TOKEN", cloud.token()), 160, 45,
                arguments);
        started.awaitLastLine("arkor>");
        return started;
    }

    @AfterEach
    void close() throws Exception {
        arkor.close();
        cloud.close();
    }

    private void restart() throws Exception {
        arkor.command("exit");
        assertThat(arkor.exitStatus()).isZero();
        arkor.close();
        arkor = start();
    }

    // 1. Editing: history, several lines, highlighting, completion.

    @Test
    void opensWithoutAComplaintAndSaysTheThreeMostUsefulThings() {
        assertThat(arkor.screen()).contains("Type Java or a command.", "start", "help", "exit");
        assertThat(arkor.screen()).doesNotContain("WARNING").doesNotContain("dumb").doesNotContain("native");
        assertThat(arkor.screen().lines().filter(line -> !line.isBlank())).hasSize(5);
    }

    @Test
    void shellOpensThePromptToo() throws Exception {
        try (ArkorTerminal shell = start("shell")) {
            shell.command("40 + 2");
            shell.awaitLine("$1 ==> 42");
            shell.awaitPrompt();
            shell.type(CTRL_D);
            assertThat(shell.exitStatus()).isZero();
        }
    }

    @Test
    void remembersAcrossSessionsWholeBlocksForTheUsersEyesOnly() throws Exception {
        arkor.command("int twice(int x) {");
        arkor.await("..>");
        arkor.line("return 2 * x;");
        arkor.line("}");
        arkor.awaitLine("method twice");
        restart();
        arkor.awaitPrompt();
        arkor.type(UP + UP);
        arkor.await("brings the block", shown -> shown.contains("arkor> int twice(int x) {") && shown.contains("  ..> return 2 * x;") && shown.contains("  ..> }"));
        Path history = home.resolve(".arkor").resolve("history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
        assertThat(Files.readAllLines(history)).hasSize(2);
    }

    @Test
    void aBrokenHistoryFileKeepsNothingFromStarting() throws Exception {
        arkor.command("\"kept\"");
        arkor.awaitLine("$1 ==> \"kept\"");
        arkor.command("exit");
        arkor.exitStatus();
        Path history = home.resolve(".arkor").resolve("history");
        Files.write(history, new byte[] {(byte) 0xff, 0, 'x', '\n', '9', ':', (byte) 0xc3, '\n', ':', ':', '\n', '7'}, StandardOpenOption.APPEND);
        arkor.close();
        arkor = start();
        assertThat(arkor.screen().lines().filter(line -> !line.isBlank())).hasSize(5);
        arkor.command("\"new\"");
        arkor.awaitLine("$1 ==> \"new\"");
        arkor.command("history \"kept");
        arkor.await("..>");
        arkor.interrupt();
        arkor.command("history kept");
        arkor.awaitLine("  \"kept\"");
    }

    @Test
    void upFindsWhatBeginsAsTheLineDoesAndCtrlRWhatHasTheWord() throws Exception {
        arkor.command("int alpha = 1");
        arkor.awaitLine("alpha ==> 1");
        arkor.command("int beta = 2");
        arkor.awaitLine("beta ==> 2");
        arkor.command("alpha + beta");
        arkor.awaitLine("$1 ==> 3");
        arkor.awaitPrompt();
        arkor.type("int" + UP);
        arkor.awaitLastLine("arkor> int beta = 2");
        arkor.type(UP);
        arkor.awaitLastLine("arkor> int alpha = 1");
        arkor.type(DOWN + DOWN);
        arkor.awaitLastLine("arkor> int");
        arkor.interrupt();
        arkor.type(CTRL_R + "alpha =");
        arkor.await("finds it", shown -> shown.contains("bck-i-search: alpha =") && shown.lines().filter(line -> line.startsWith("arkor> int alpha = 1")).count() == 2);
        arkor.type("\r");
        arkor.await("runs it again", shown -> shown.lines().filter(line -> line.startsWith("alpha ==> 1")).count() == 2);
    }

    @Test
    void ctrlCDropsTheLineWhichCanBeHadAgain() throws Exception {
        arkor.type("var half = ");
        arkor.awaitLastLine("arkor> var half =");
        arkor.type(CTRL_C);
        arkor.awaitLastLine("arkor>");
        arkor.awaitPrompt();
        arkor.type(UP);
        arkor.await("brings it back", shown -> shown.lines().filter(line -> line.startsWith("arkor> var half =")).count() == 2);
    }

    @Test
    void severalShellsKeepEachOthersLines() throws Exception {
        try (ArkorTerminal other = start()) {
            arkor.command("\"from the one\"");
            arkor.awaitLine("$1 ==> \"from the one\"");
            other.command("\"from the other\"");
            other.awaitLine("$1 ==> \"from the other\"");
        }
        restart();
        arkor.command("history from");
        arkor.await("lists both", shown -> shown.contains("  \"from the one\"") && shown.contains("  \"from the other\""));
    }

    @Test
    void highlightsWhatIsTypedAndFlagsNoUnknownWord() throws Exception {
        arkor.type("start --detach");
        arkor.awaitLastLine("arkor> start --detach");
        assertThat(arkor.transcript()).contains("36;1m").contains("\033[34m");
        arkor.interrupt();
        arkor.type("var startle = \"x\"");
        arkor.awaitLastLine("arkor> var startle = \"x\"");
        assertThat(arkor.transcript()).contains("\033[35m").contains("\033[32m").doesNotContain("\033[31m");
    }

    @Test
    void aPastedBlockIsOneEntryAndRunsAsIfTyped() throws Exception {
        String block = IntStream.range(0, 300).mapToObj(i -> "int v" + i + " = " + i + ";").collect(Collectors.joining("\r"));
        arkor.awaitPrompt();
        arkor.type("\033[200~" + block + "\033[201~");
        arkor.await("shows its end", shown -> shown.contains("int v299 = 299;"));
        arkor.type("\r");
        arkor.await("runs its end", shown -> shown.lines().anyMatch(line -> line.startsWith("v299 ==> 299")));
        arkor.command("v0 + v299");
        arkor.await("ran its beginning", shown -> shown.contains("==> 299\n") || shown.lines().anyMatch(line -> line.matches("\\$\\d+ ==> 299 *")));
    }

    @Test
    void aPastedBlockMayHaveCommandsInIt() throws Exception {
        arkor.awaitPrompt();
        arkor.type("\033[200~int one = 1;\rhistory 1\rint two =\r  2;\033[201~\r");
        arkor.await("ran all", shown -> shown.lines().anyMatch(line -> line.startsWith("one ==> 1")) && shown.lines().anyMatch(line -> line.startsWith("two ==> 2")));
    }

    @Test
    void completesCommandsOptionsFilesRunsAndCheckpoints() throws Exception {
        ScriptedJob job = cloud.existingJob("job-abcdef");
        job.started().checkpoint(20).checkpoint(40).completed();
        cloud.answer("GET /v1/jobs", 200, "{\"jobs\":[]}");
        Files.writeString(project.resolve("rows of mine.jsh"), "");
        arkor.type("hist" + TAB);
        arkor.awaitLastLine("arkor> history");
        arkor.interrupt();
        arkor.type("start --det" + TAB);
        arkor.awaitLastLine("arkor> start --detach");
        arkor.interrupt();
        arkor.type("open row" + TAB);
        arkor.await("quotes the name", shown -> ArkorTerminal.lastLine(shown).contains("rows") && ArkorTerminal.lastLine(shown).contains("mine.jsh"));
        arkor.interrupt();
        arkor.type("set col" + TAB);
        arkor.awaitLastLine("arkor> set color");
        arkor.interrupt();
        arkor.type("start --backend lo" + TAB);
        arkor.awaitLastLine("arkor> start --backend local");
    }

    @Test
    void completesJavaWithSignaturesAndOurDocumentation() throws Exception {
        arkor.command("1");
        arkor.awaitLine("$1 ==> 1");
        arkor.awaitPrompt();
        arkor.type("Trainer.bui" + TAB);
        arkor.awaitLastLine("arkor> Trainer.builder(");
        arkor.type(TAB);
        arkor.await("shows the signature", shown -> shown.contains("Trainer.builder(String name)"));
        arkor.type(TAB);
        arkor.await("shows the documentation", shown -> shown.contains("the name the run is listed by"));
        arkor.interrupt();
        arkor.type("project." + TAB);
        arkor.await("lists members", shown -> shown.contains("getFileName()"));
        assertThat(arkor.screen()).doesNotContain("notify").doesNotContain("wait(");
    }

    // 2. Java on live objects, with bindings.

    @Test
    void bindingsFollowWhatHappens() throws Exception {
        ScriptedJob job = cloud.nextJob().started();
        arkor.command("run == null && trainer == null && runs.isEmpty()");
        arkor.awaitLine("$1 ==> true");
        arkor.command(TRAINER);
        arkor.await("t ==>");
        arkor.command("start t");
        arkor.await("run " + job.id());
        arkor.command("run.jobId().equals(runs.get(0).jobId()) && trainer == t");
        arkor.awaitLine("$2 ==> true");
        arkor.command("project");
        arkor.await("==> " + project);
        job.completed();
        arkor.await("completed");
    }

    @Test
    void aVariableOfTheUsersComesBeforeACommandAndTheSlashForcesTheCommand() throws Exception {
        arkor.command("var history = \"mine\"");
        arkor.awaitLine("history ==> \"mine\"");
        arkor.command("history");
        arkor.await("shows the variable", shown -> shown.lines().filter(line -> line.startsWith("history ==> \"mine\"")).count() == 2);
        arkor.command("/history mine");
        arkor.awaitLine("  var history = \"mine\"");
        arkor.command("/nothing");
        arkor.await("There is no command /nothing. The commands are listed by: help");
    }

    // 3. Output of the background above the prompt.

    @Test
    void whatRunsInTheBackgroundPrintsAboveTheLineAndLeavesItWhole() throws Exception {
        arkor.command("void later(Runnable r) { new Thread(r).start(); }");
        arkor.awaitLine("method later");
        arkor.command("var go = new CountDownLatch(1)");
        arkor.await("go ==>");
        arkor.command("later(() -> { try { go.await(); } catch (Exception e) { } "
                + "System.out.println(\"w\".repeat(150)); System.out.println(\"\\033[31mred\\033[5A up\"); System.out.print(\"no end\"); })");
        arkor.command("later(() -> { try { Thread.sleep(300); } catch (Exception e) { } go.countDown(); })");
        arkor.awaitPrompt();
        arkor.type("int typed(int x) {\rreturn");
        arkor.awaitLine("no end");
        arkor.await("leaves the line whole", shown -> ArkorTerminal.lastLine(shown).equals("   ..> return") && shown.contains("arkor> int typed(int x) {"));
        assertThat(arkor.screen()).contains("w".repeat(100)).contains("red up");
        arkor.type(" x;\r}\r");
        arkor.awaitLine("method typed");
    }

    @Test
    void aFloodOfLinesDoesNotFreezeTyping() throws Exception {
        arkor.command("var flood = new Thread(() -> { for (int i = 0; !Thread.interrupted(); i++) { System.out.println(\"flood \" + i); "
                + "if (i % 100 == 0) { java.util.concurrent.locks.LockSupport.parkNanos(10_000_000); } } })");
        arkor.await("flood ==>");
        arkor.command("flood.start()");
        arkor.await("has printed a lot", shown -> shown.lines().anyMatch(line -> line.matches("flood \\d{5,} *")));
        for (char key : "flood.interrupt()".toCharArray()) {
            arkor.type(String.valueOf(key));
        }
        arkor.awaitLastLine("arkor> flood.interrupt()");
        arkor.type("\r");
        arkor.command("\"still here\"");
        arkor.await("==> \"still here\"");
    }

    @Test
    void printsWhileAMenuIsOpenAndWhileHistoryIsSearched() throws Exception {
        arkor.command("var ticks = new Thread(() -> { try { for (int i = 0; ; i++) { Thread.sleep(200); System.out.println(\"tick \" + i); } } catch (Exception e) { } })");
        arkor.await("ticks ==>");
        arkor.command("ticks.start()");
        arkor.awaitLine("tick 1");
        arkor.type("s" + TAB);
        arkor.await("opens the menu", shown -> shown.contains("(Write the Java"));
        int ticks = lastTick(arkor.screen());
        arkor.await("goes on above it", shown -> lastTick(shown) > ticks + 2 && shown.indexOf("(Write the Java") > shown.indexOf("tick " + lastTick(shown)));
        arkor.type(CTRL_C);
        arkor.await("closes the menu", shown -> ArkorTerminal.lastLine(shown).equals("arkor>"));
        arkor.line("ticks.interrupt()");
        arkor.awaitPrompt();
        arkor.command("var more = new Thread(() -> { try { Thread.sleep(700); System.out.println(\"found while searching\"); } catch (Exception e) { } }); more.start()");
        arkor.awaitPrompt();
        arkor.type(CTRL_R + "ticks =");
        arkor.await("prints meanwhile", shown -> shown.contains("found while searching\n") || shown.lines().anyMatch(line -> line.startsWith("found while searching")));
        arkor.await("still searches", shown -> ArkorTerminal.lastLine(shown).startsWith("bck-i-search: ticks ="));
    }

    private static int lastTick(String shown) {
        return shown.lines().filter(line -> line.startsWith("tick ")).mapToInt(line -> Integer.parseInt(line.strip().substring(5))).max().orElse(-1);
    }

    // 5. Ctrl-C, Ctrl-D, and the terminal afterwards.

    @Test
    void ctrlCStopsASnippetAndSaysWhatToDoWhenItCannot() throws Exception {
        arkor.command("1");
        arkor.awaitLine("$1 ==> 1");
        arkor.command("while (true) { Thread.sleep(100); if (System.getProperty(\"told\") == null) { System.out.println(\"turning\"); System.setProperty(\"told\", \"\"); } }");
        arkor.awaitLine("turning");
        arkor.type(CTRL_C);
        arkor.awaitLine("stopped");
        // A thread that waits for a lock is in nobody's hands.
        arkor.command("var held = new Object()");
        arkor.await("held ==>");
        arkor.command("new Thread(() -> { synchronized (held) { try { Thread.sleep(1000000); } catch (Exception e) { } } }).start()");
        arkor.command("{ System.out.println(\"stuck\"); synchronized (held) { } }");
        arkor.awaitLine("stuck");
        // Pressed too fast, two presses are one signal.
        arkor.typeUntil(CTRL_C, "It does not stop: it is in code that cannot be interrupted. Ctrl-C once more ends the shell; runs go on.");
        arkor.type(CTRL_C);
        assertThat(arkor.exitStatus()).isEqualTo(130);
    }

    @Test
    void ctrlCInWaitDetachesAndSaysHowToComeBackAndHowToCancel() throws Exception {
        ScriptedJob job = cloud.nextJob().started();
        arkor.command(TRAINER);
        arkor.await("t ==>");
        arkor.command("start t");
        arkor.await("run " + job.id());
        arkor.command("wait");
        arkor.await("step 0");
        arkor.type(CTRL_C);
        arkor.await("the run goes on; come back with: wait " + job.id() + ", stop it with: cancel " + job.id());
        arkor.command("cancel");
        arkor.await("cancelled " + job.id());
    }

    @Test
    void ctrlDWithALiveRunSaysWhatHappensAndLeavesWhenPressedAgain() throws Exception {
        ScriptedJob job = cloud.nextJob().started();
        arkor.command(TRAINER);
        arkor.await("t ==>");
        arkor.command("start t");
        arkor.await("run " + job.id());
        arkor.awaitPrompt();
        arkor.type(CTRL_D);
        arkor.await("A run goes on without this shell. Its callbacks end with it. Ctrl-D once more leaves; wait stays until it is over");
        arkor.awaitPrompt();
        arkor.type(CTRL_D);
        assertThat(arkor.exitStatus()).isZero();
        assertThat(arkor.screen()).contains("run " + job.id() + " goes on; come back with: arkor attach ");
        assertThat(job.status()).isNotEqualTo("cancelled");
    }

    @Test
    void theTerminalIsRestoredAfterSystemExitInASnippet() throws Exception {
        arkor.command("System.exit(7)");
        assertThat(arkor.exitStatus()).isEqualTo(7);
    }

    @Test
    void theTerminalIsRestoredAfterSigterm() throws Exception {
        arkor.type("half typed");
        arkor.awaitLastLine("arkor> half typed");
        arkor.signal("TERM");
        assertThat(arkor.exitStatus()).isEqualTo(143);
    }

    @Test
    void theTerminalIsRestoredAfterSighup() throws Exception {
        arkor.signal("HUP");
        assertThat(arkor.exitStatus()).isEqualTo(129);
    }

    // 6. Errors with their place, files, the start-up file.

    @Test
    void anErrorHasItsLineAndACaret() throws Exception {
        arkor.awaitPrompt();
        arkor.type("\033[200~int f() {\r  return absent;\r}\033[201~\r");
        arkor.awaitLine("method f, usable once there is variable absent");
        arkor.awaitPrompt();
        arkor.type("\033[200~int g() {\r  return \"text\";\r}\033[201~\r");
        arkor.await("line 2: error: incompatible types");
        arkor.awaitLine("    return \"text\";");
        arkor.awaitLine("           ^^^^^^");
    }

    @Test
    void whatIsSavedCanBeOpenedAgain() throws Exception {
        arkor.command("int seven = 7");
        arkor.awaitLine("seven ==> 7");
        arkor.command("int broken = absent");
        arkor.await("error: cannot find symbol");
        arkor.command("save session.jsh");
        arkor.await("wrote session.jsh; run it with: open session.jsh");
        arkor.command("save session.jsh");
        arkor.await("session.jsh is there already. To write over it: save -f session.jsh");
        assertThat(Files.readString(project.resolve("session.jsh"))).isEqualTo("int seven = 7\n");
        restart();
        arkor.command("open session.jsh");
        arkor.command("seven * 6");
        arkor.await("==> 42");
    }

    @Test
    void openNamesTheFileAndTheLineOfAnError() throws Exception {
        Files.writeString(project.resolve("bad.jsh"), "#!/usr/bin/env -S arkor run\nint one = 1;\n/set quiet on\n\nint two = none;\n");
        arkor.command("open bad.jsh");
        arkor.await("bad.jsh:5:11: error: cannot find symbol");
        arkor.command("one");
        arkor.awaitLine("one ==> 1");
        arkor.command("set quiet");
        arkor.awaitLine("on");
    }

    @Test
    void theStartUpFileRunsAndItsErrorIsToldAndKeepsNothingFromOpening() throws Exception {
        Path init = home.resolve(".arkor").resolve("init.jsh");
        Files.createDirectories(init.getParent());
        Files.writeString(init, "/set color off\nint fromInit = 5;\nint wrong = absent;\n");
        restart();
        arkor.await("init.jsh:3:13: error: cannot find symbol");
        arkor.command("fromInit");
        arkor.awaitLine("fromInit ==> 5");
        arkor.command("set color");
        arkor.awaitLine("off");
    }

    @Test
    void envTellsNoSecret() throws Exception {
        arkor.command("env");
        arkor.await("(by ARKOR_CLOUD_API_URL)");
        arkor.await("characters");
        assertThat(arkor.transcript()).doesNotContain(cloud.token());
    }
}
