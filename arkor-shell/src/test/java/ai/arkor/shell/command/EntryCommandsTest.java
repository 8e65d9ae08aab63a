package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.Arkor;
import ai.arkor.api.Dataset;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which trainer {@code start} starts, and what {@code build} writes. */
@Timeout(60)
class EntryCommandsTest {

    private static final String JAR = Path.of(".arkor", "build", "index.jar").toString();
    private static final String BACKEND = "backend: embedded (this machine)\n";

    private final ScriptedConnector connector = new ScriptedConnector();
    private final Map<String, Object> variables = new HashMap<>();
    private boolean atPrompt;

    @TempDir
    private Path folder;

    /** What a command line gave. */
    private record Outcome(int status, String out, String err) {}

    @Test
    void startBuildsOnceAndAgainWhenASourceHasChangedAndSaysSo() throws IOException {
        index(trainer("first"));
        assertThat(detached().err()).isEqualTo("built " + JAR + "\n" + BACKEND);
        assertThat(detached().err()).isEqualTo(BACKEND);
        index(trainer("second"));
        Outcome again = detached();
        assertThat(again.err()).isEqualTo("src/arkor/Index.java has changed since .arkor/build/index.jar was built; rebuilt\n" + BACKEND);
        assertThat(again.out()).isEqualTo("local#local/project/run-3\n");
    }

    @Test
    void whatDoesNotCompileIsToldAsCompilersDo() throws IOException {
        index("oops");
        Outcome outcome = run("start");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).startsWith(Path.of("src", "arkor", "Index.java") + ":1:63: cannot find symbol\n"
                + "import ai.arkor.api.*; class Index { static Trainer trainer = oops; }\n" + " ".repeat(62) + "^\n");
        assertThat(connector.client.runs).isEmpty();
    }

    @Test
    void buildPrintsTheJarAlsoWhenItIsThere() throws IOException {
        index(trainer("x"));
        Path jar = folder.resolve(JAR);
        assertThat(run("build")).isEqualTo(new Outcome(0, jar + "\n", ""));
        assertThat(run("build", "src/arkor/Index.java")).isEqualTo(new Outcome(0, jar + "\n", ""));
    }

    @Test
    void aMissingEntryIsNamed() {
        assertThat(run("build").err()).startsWith("arkor: Build entry not found: " + folder.resolve("src").resolve("arkor").resolve("Index.java"))
                .endsWith("init\n");
        assertThat(run("start", "nowhere.java").err()).startsWith("arkor: Training entry not found: " + folder.resolve("nowhere.java"));
        assertThat(run("start", "./nowhere").err()).startsWith("arkor: Training entry not found: " + folder.resolve("nowhere"));
    }

    @Test
    void aWordThatMeansNothingSaysWhatWasTried() {
        assertThat(run("start", "nowhere").err()).isEqualTo("arkor: There is no file or folder " + folder.resolve("nowhere") + ". There is no class nowhere:"
                + " it was looked for in what runs here already. Name its jar or folder with --class-path, or with TrainerRunner.classPath\n");
        atPrompt = true;
        assertThat(run("start", "nowhere").err()).startsWith("arkor: There is no variable nowhere, and no file or folder " + folder.resolve("nowhere") + ". There is no class");
    }

    @Test
    void aVariableComesFirstThenAFileThenAClass() throws IOException {
        Path classes = classes("bot", "public class bot { public static Object trainer = " + trainer("class") + "; }");
        assertThat(chosen("bot", classes)).isEqualTo("class");
        Files.createDirectories(folder.resolve("bot").resolve("src").resolve("arkor"));
        Files.writeString(folder.resolve("bot").resolve("src").resolve("arkor").resolve("Index.java"),
                "import ai.arkor.api.*; class Index { static Trainer trainer = " + trainer("folder") + "; }");
        assertThat(chosen("bot", classes)).isEqualTo("folder");
        atPrompt = true;
        assertThat(chosen("bot", classes)).isEqualTo("folder");
        variables.put("bot", Arkor.of(Trainer.builder("variable").model("m").dataset(Dataset.huggingFace("x/y")).build()));
        assertThat(chosen("bot", classes)).isEqualTo("variable");
    }

    @Test
    void aVariableThatHoldsNoTrainerIsRefused() {
        atPrompt = true;
        variables.put("bot", Arkor.empty());
        assertThat(run("start", "bot").err()).isEqualTo("arkor: The variable bot holds no trainer; it is of ai.arkor.api.Arkor\n");
    }

    @Test
    void theClassPathHasFoldersJarsAndFoldersOfJars() throws IOException {
        Path classes = classes("Named", "public class Named { public static final String NAME = \"of-the-library\"; }");
        Path jar = Files.createDirectories(folder.resolve("libs")).resolve("named.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Named.class"));
            out.write(Files.readAllBytes(classes.resolve("Named.class")));
        }
        index("Trainer.builder(Named.NAME).model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build()");
        for (String path : List.of("libs/*", "libs/named.jar", "libs" + File.separator + "*" + File.pathSeparator + "src", classes.toString())) {
            assertThat(run("build", "--class-path", path)).as(path).extracting(Outcome::status).isEqualTo(0);
            assertThat(detached().status()).as("the jar knows " + path).isZero();
        }
        assertThat(run("build", "--class-path", "absent/*").err()).startsWith("arkor: --class-path names the folder " + folder.resolve("absent"));
        assertThat(run("build", "--class-path", "absent.jar").err()).isEqualTo("arkor: The class path names " + folder.resolve("absent.jar") + ", which is not there\n");
    }

    @Test
    void anEntryHasItsOwnVersionOfALibraryThatTheProgramHasToo() throws IOException {
        Path own = classes("picocli/CommandLine", "package picocli; public class CommandLine { public static String version() { return \"own\"; } }");
        index("Trainer.builder(picocli.CommandLine.version()).model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build()");
        assertThat(chosen(".", own)).isEqualTo("own");
    }

    @Test
    void aClassOfTheClassPathIsOfTheProjectItIsStartedIn() throws IOException {
        Path classes = classes("com/acme/Bot", "package com.acme; public class Bot { public static Object trainer() { return "
                + trainer("\" + ai.arkor.api.Arkor.projectDirectory() + \"") + "; } }");
        assertThat(chosen("com.acme.Bot", classes)).isEqualTo(folder.toString());
    }

    @Test
    void aScriptHasTheClassPathToo() throws IOException {
        Path classes = classes("lib/Named", "package lib; public class Named { public static final String NAME = \"of-the-library\"; }");
        Path script = Files.createDirectories(folder.resolve("src").resolve("arkor")).resolve("index.jsh");
        Files.writeString(script, "Trainer.builder(lib.Named.NAME).model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build()");
        assertThat(chosen(".", classes)).isEqualTo("of-the-library");
        Outcome without = run("start");
        assertThat(without.err()).startsWith(Path.of("src", "arkor", "index.jsh") + ":1:17: package lib does not exist\nTrainer.builder(lib.Named.NAME)");
    }

    @Test
    void whatTheProjectsOwnBuildLeftIsSaid() throws IOException {
        index("Trainer.builder(Named.NAME).model(\"m\").dataset(Dataset.huggingFace(\"x/y\")).build()");
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Path classes = classes("Named", "public class Named { public static final String NAME = \"of-maven\"; }");
        Files.createDirectories(folder.resolve("target"));
        Files.move(classes, folder.resolve("target").resolve("classes"));
        assertThat(run("build").err()).isEqualTo("class path: target/classes\n");
        assertThat(detached().err()).startsWith("class path: target/classes\n");
    }

    private static String trainer(String name) {
        return "ai.arkor.api.Trainer.builder(\"" + name + "\").model(\"m\").dataset(ai.arkor.api.Dataset.huggingFace(\"x/y\")).build()";
    }

    private void index(String trainer) throws IOException {
        Path index = folder.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(index.getParent());
        Files.writeString(index, "import ai.arkor.api.*; class Index { static Trainer trainer = " + trainer + "; }\n");
    }

    /** Compiles a class that may use the API, as somebody's build would. */
    private Path classes(String name, String source) throws IOException {
        Path file = folder.resolve("elsewhere").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path classes = Files.createDirectories(folder.resolve("classes-of-" + name.replace('/', '-')));
        String api = Path.of(java.net.URI.create(Trainer.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", api, "-d", classes.toString(), file.toString())).isZero();
        return classes;
    }

    private Outcome detached() {
        return run("start", "--detach");
    }

    /** The name of the trainer that a word means. */
    private String chosen(String text, Path... classPath) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Backends backends = new Backends(connector, Map.of(), folder, line -> {})) {
            return new EntryChoice(session(backends, new ByteArrayOutputStream(), err), List.of(classPath), true).trainer(text).name();
        } finally {
            assertThat(err.size()).as("quiet").isZero();
        }
    }

    private Outcome run(String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Backends backends = new Backends(connector, Map.of(), folder, new PrintStream(err, true, StandardCharsets.UTF_8)::println)) {
            int status = new CommandLines(session(backends, out, err), "1.2.3", false).run(List.of(line));
            return new Outcome(status, out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"),
                    err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
        }
    }

    private Session session(Backends backends, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Session(backends, connector, new LineScreen(errors::println, Style.PLAIN), new PrintStream(out, true, StandardCharsets.UTF_8), errors, folder,
                "arkor ", action -> () -> {}, atPrompt ? Optional.of(new Variables()) : Optional.empty());
    }

    /** A prompt's variables, and nothing else of it. */
    private final class Variables implements PromptContext {

        @Override
        public Optional<Object> variable(String name) {
            return Optional.ofNullable(variables.get(name));
        }

        @Override
        public void loaded(Trainer trainer) {}

        @Override
        public Typing typing() {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public void watch(TrainingRun run) {}

        @Override
        public boolean isWatched(TrainingRun run) {
            return false;
        }

        @Override
        public Optional<String> ask(String question) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public Optional<TrainingRun> current() {
            return Optional.empty();
        }

        @Override
        public int await(TrainingRun run, Optional<Duration> timeout, Form form) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public void leave() {
            throw new AssertionError("not part of these tests");
        }
    }
}
