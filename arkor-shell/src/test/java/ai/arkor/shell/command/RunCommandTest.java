package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.StandardInput;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RunCommandTest {

    private static final String TRAINER = "Trainer.builder(\"scripted\").model(Models.ARKOR_TINY).dataset(Dataset.file(Path.of(\"rows.jsonl\"))).build()";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ScriptedConnector connector = new ScriptedConnector();
    private final PrintStream systemOut = System.out;
    private final InputStream systemIn = System.in;

    @TempDir
    private Path folder;

    @BeforeEach
    void takeOutput() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(systemOut);
        System.setIn(systemIn);
    }

    @Test
    void aScriptRunsToItsEndWithItsArgumentsAndTellsNoValues() throws IOException {
        script("a.jsh", """
                #!/usr/bin/env -S arkor run
                // Prints what it was given.
                int count = args.length
                count + 1
                System.out.println(count + " " + String.join(",", args) + " " + project.equals(Arkor.projectDirectory()))
                """);
        assertThat(run("run", "a.jsh", "x", "--json", "-e")).isZero();
        assertThat(out()).isEqualTo("3 x,--json,-e true\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aFileOfAnyNameIsAScript() throws IOException {
        script("nightly", "System.out.println(1 + 1)");
        assertThat(run("run", "nightly")).isZero();
        assertThat(out()).isEqualTo("2\n");
    }

    @Test
    void theFirstSnippetThatDoesNotCompileEndsItWithItsPlace() throws IOException {
        script("a.jsh", "System.out.println(\"before\");\n\n  int x = absent;\nSystem.out.println(\"after\");\n");
        assertThat(run("run", "a.jsh")).isEqualTo(ExitStatus.ERROR);
        assertThat(out()).isEqualTo("before\n");
        assertThat(err()).isEqualTo("a.jsh:3:11: cannot find symbol\n    int x = absent;\n            ^^^^^^\n  symbol:   variable absent\n");
    }

    @Test
    void anExceptionEndsItWithTheLineItCameFrom() throws IOException {
        script("a.jsh", "\nthrow new ArkorException(\"no data\");\nSystem.out.println(\"after\");\n");
        assertThat(run("run", "a.jsh")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).isEqualTo("a.jsh:2: ArkorException: no data\n  throw new ArkorException(\"no data\");\n");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"failed,3", "cancelled,4", "completed,0", "a-word-of-the-future,1"})
    void theStatusFollowsTheRun(String status, int exit) {
        assertThat(run("run", "-e", "var job = " + job(status) + "; new TrainingResult(job, List.of()).orThrow(); System.out.println(\"after\")")).isEqualTo(exit);
        assertThat(out()).isEqualTo(exit == 0 ? "after\n" : "");
    }

    @Test
    void theStatusFollowsWhatWasLostAlsoInsideAFuture() {
        assertThat(run("run", "-e", "throw new StreamLostException(\"lost\", 3, null);")).isEqualTo(ExitStatus.LOST);
        assertThat(run("run", "-e", "throw new CompletionException(new AwaitTimeoutException(\"run-1\", Duration.ofSeconds(1)));")).isEqualTo(ExitStatus.DEADLINE);
        assertThat(run("run", "-e", "throw new CompletionException(new StreamLostException(\"lost\", 3, null));")).isEqualTo(ExitStatus.LOST);
        assertThat(run("run", "-e", "throw new InterruptedException();")).isEqualTo(ExitStatus.DETACHED);
    }

    @Test
    void exitEndsItWithThatStatus() {
        assertThat(run("run", "-e", "System.out.println(1)\n/exit 7\nSystem.out.println(2)")).isEqualTo(7);
        assertThat(out()).isEqualTo("1\n");
        assertThat(run("run", "-e", "/open other.jsh")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).contains("-e:1:1: this is no Java; of the commands that begin with / only /exit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1 + 1|2", "\"as it is\"|as it is", "List.of(\"a\")|[\"a\"]", "int x = 3|''", "System.out.print(\"\")|''", "(Object) null|null",
        "Optional.of(1)|Optional[1]", "1; 2|2", "args.length|2"})
    void aSnippetsLastExpressionIsPrinted(String snippet, String printed) {
        assertThat(run("run", "-e", snippet, "first", "second")).isZero();
        assertThat(out()).isEqualTo(printed.isEmpty() ? "" : printed + "\n");
    }

    @Test
    void theStandardInputIsAScriptToo() {
        System.setIn(new ByteArrayInputStream("System.out.println(\"grüß \" + args[0])\nint x = absent".getBytes(StandardCharsets.UTF_8)));
        assertThat(run("run", "-", "Gott")).isEqualTo(ExitStatus.ERROR);
        assertThat(out()).isEqualTo("grüß Gott\n");
        assertThat(err()).startsWith("stdin:2:9: cannot find symbol");
    }

    @Test
    void trainersAndTheClientGoToTheUsualBackendWhichIsToldOnce() throws IOException {
        connector.client.runs.add(new ScriptedRun("run-1"));
        script("a.jsh", "var started = " + TRAINER + ".start()\nSystem.out.println(started.jobId() + \" \" + client.runs().size())\n");
        assertThat(run("run", "a.jsh")).isZero();
        assertThat(out()).isEqualTo("run-2 2\n");
        assertThat(err()).isEqualTo("backend: embedded (this machine)\n");
        assertThat(run("run", "--backend", "https://gpu.example", "a.jsh")).isZero();
        assertThat(connector.asked).contains("https://gpu.example").doesNotContainSubsequence("https://gpu.example", "embedded");
    }

    @Test
    void aScriptThatAsksForNothingConnectsToNothing() {
        assertThat(run("run", "-e", "client.toString()")).isZero();
        assertThat(connector.asked).isEmpty();
    }

    @Test
    void aJavaFileRunsAsByJavaWithTheFilesBesideIt() throws IOException {
        script("Tool.java", """
                import ai.arkor.api.*;

                class Tool {
                    public static void main(String[] args) throws Exception {
                        System.out.println(Greeting.TEXT + args[0] + " " + Arkor.projectDirectory().getFileName());
                        Thread thread = new Thread(() -> System.out.println("and its threads"));
                        thread.start();
                        if (args.length > 1) {
                            throw new ArkorException("as told");
                        }
                    }
                }
                """);
        script("Greeting.java", "class Greeting { static final String TEXT = \"hello \"; }");
        assertThat(run("run", "Tool.java", "you")).isZero();
        assertThat(out()).isEqualTo("hello you " + folder.getFileName() + "\nand its threads\n");
        assertThat(folder.resolve(".arkor")).doesNotExist();
        assertThat(run("run", "Tool.java", "you", "fail")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).isEqualTo("Tool.java:9: ArkorException: as told\n");
    }

    @Test
    void whatAMainMethodThrowsIsToldBeforeItsThreadsAreWaitedFor() throws IOException {
        script("Threads.java", """
                class Threads {
                    static void main(String[] args) {
                        new Thread(() -> {
                            try {
                                while (!((java.io.ByteArrayOutputStream) System.getProperties().get("told")).toString().contains("mine")) {
                                    Thread.sleep(1);
                                }
                                System.out.println("seen");
                            } catch (InterruptedException e) {
                                System.out.println(e);
                            }
                        }).start();
                        throw new IllegalStateException("mine");
                    }
                }
                """);
        System.getProperties().put("told", err);
        try {
            assertThat(run("run", "Threads.java")).isEqualTo(ExitStatus.ERROR);
        } finally {
            System.getProperties().remove("told");
        }
        assertThat(out()).isEqualTo("seen\n");
    }

    @Test
    void aJavaFileThatDoesNotCompileOrHasNoMainSaysSo() throws IOException {
        script("Bad.java", "class Bad {\n  int x = absent;\n}\n");
        assertThat(run("run", "Bad.java")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).startsWith("Bad.java:2:11: cannot find symbol\n  int x = absent;\n          ^");
        err.reset();
        script("None.java", "class None {}");
        assertThat(run("run", "None.java")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).contains("None.java has no main method");
    }

    @Test
    void whatIsNoScriptIsToldWithWhatToDo() throws IOException {
        assertThat(run("run", "absent.jsh")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).contains("There is no script " + folder.resolve("absent.jsh"));
        err.reset();
        assertThat(run("run", ".")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).contains("is a folder").contains("arkor start .");
        err.reset();
        assertThat(run("run")).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("Name a script");
        err.reset();
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(run("run", "binary")).isEqualTo(ExitStatus.ERROR);
        assertThat(err()).contains("binary is no text in UTF-8");
    }

    @Test
    void atThePromptThereIsNoCommandOfThatName() {
        try (Backends backends = backends()) {
            assertThat(new CommandLines(session(backends), "1", false).names()).contains("run");
        }
        assertThat(new RunCommand().isForProgram()).isTrue();
    }

    private static String job(String status) {
        return "TrainingJob.of(JsonValue.object().with(\"id\", JsonValue.of(\"i\")).with(\"orgId\", JsonValue.of(\"o\")).with(\"projectId\", JsonValue.of(\"p\"))"
                + ".with(\"name\", JsonValue.of(\"n\")).with(\"createdAt\", JsonValue.of(\"c\")).with(\"config\", JsonValue.object().with(\"model\", JsonValue.of(\"m\")))"
                + ".with(\"status\", JsonValue.of(\"" + status + "\")))";
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int run(String... words) {
        try (Backends backends = backends()) {
            return new CommandLines(session(backends), "1", false).run(List.of(words));
        }
    }

    private Backends backends() {
        return new Backends(connector, Map.of(), folder, new PrintStream(err, true, StandardCharsets.UTF_8)::println);
    }

    private Session session(Backends backends) {
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Session(backends, connector, new LineScreen(told::println, Style.PLAIN), System.out, told, folder, "arkor ", action -> () -> {}, Optional.empty(), new StandardInput(false));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
