package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects written by the real program, started as they are: what they train has learnt what they say. */
@Tag("deep")
@Timeout(600)
class InitTest {

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    /** Links out of the folder, which JUnit warns of when it deletes it. */
    private final List<Path> lent = new ArrayList<>();

    @AfterEach
    void stopBackend() throws Exception {
        for (Path link : lent) {
            Files.delete(link);
        }
        try (ArkorProgram stop = new ArkorProgram(home, home, "backend", "stop")) {
            stop.exitStatus();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "triage    | {\"category\":\"shipping\",\"urgency\":\"high\"} | category    | 130",
        "translate | {\"translation\":\"Hello. The parcel from Vienna is too late.\",\"detectedLanguage\":\"de\"} | translation | 45",
        "redaction | {\"tags\":\"name, phone\",\"redactedCount\":2,\"redactedText\":\"Hello. Call (name) on (phone).\"} | text | 45",
        "blank     | thanks | answer | 9",
    })
    void aProjectTrainsAtOnceAndHasLearnt(String template, String lastCheckpointSays, String figure, int atLeast) throws Exception {
        init("--template", template, "-y", "bot");
        try (ArkorProgram start = new ArkorProgram(home, folder.resolve("bot"), "start")) {
            double first = number("loss ([0-9.e+-]+)", start.await(line -> line.contains("loss ")));
            assertThat(start.exitStatus()).isZero();
            List<String> lines = start.rest();
            assertThat(lines).filteredOn(line -> line.startsWith("checkpoint ") && line.contains(" says ")).last().asString().endsWith(" says " + lastCheckpointSays);
            assertThat(number("loss ([0-9.e+-]+)", last(lines, "  loss "))).isLessThan(first / 4);
            assertThat(number(": ([0-9]+) of ", last(lines, "held-out " + figure + ": "))).isGreaterThanOrEqualTo(atLeast);
            assertThat(lines).anyMatch(line -> line.startsWith("completed after "));
        }
        assertThat(folder.resolve("bot").resolve(".arkor").resolve("state.json")).doesNotExist();
    }

    /** Maven without the network, and with the jars of this reactor as if they had been installed. */
    @Test
    void aMavenProjectIsTestedAndRunsByItself() throws Exception {
        init("--template", "blank", "--maven", "-y", "bot");
        Path bot = folder.resolve("bot");
        Path repository = repository();
        maven(bot, repository, "test");
        assertThat(Files.readString(bot.resolve("target/surefire-reports/IndexTest.txt"))).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");

        Path classPath = folder.resolve("classpath");
        maven(bot, repository, "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath", "-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + classPath);
        ProcessBuilder main = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-classpath",
                bot.resolve("target/classes") + java.io.File.pathSeparator + Files.readString(classPath).strip(), "Main").directory(bot.toFile());
        main.environment().put("HOME", home.toString());
        List<String> lines = output(main);
        assertThat(lines).anyMatch(line -> line.startsWith("step 10 loss ")).anyMatch(line -> line.startsWith("held-out answer: ")).last().asString().startsWith("completed, run ");
        assertThat(bot.resolve(".arkor")).doesNotExist();
    }

    private void init(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("init"));
        words.addAll(Arrays.asList(arguments));
        try (ArkorProgram init = new ArkorProgram(home, folder, words.toArray(String[]::new))) {
            assertThat(init.exitStatus()).as(String.join("\n", init.rest())).isZero();
        }
    }

    /** A local repository that lends everything of the machine's but our own artifacts, and leaves that one as it is. */
    private Path repository() throws IOException {
        Path machines = jarOf(Assertions.class).getParent().getParent().getParent().getParent().getParent();
        Path repository = Files.createDirectories(folder.resolve("repository"));
        try (Stream<Path> groups = Files.list(machines)) {
            for (Path group : groups.filter(Files::isDirectory).toList()) {
                if (!group.endsWith("ai")) {
                    lend(group, repository.resolve(group.getFileName()));
                }
            }
        }
        lend(machines.resolve("ai").resolve("djl"), Files.createDirectories(repository.resolve("ai")).resolve("djl"));
        install(repository, "arkor-parent", Path.of("..", "pom.xml"), Optional.empty());
        install(repository, "arkor-bom", Path.of("..", "arkor-bom", "pom.xml"), Optional.empty());
        for (Map.Entry<String, Path> module : BuiltJars.all().entrySet()) {
            install(repository, module.getKey(), Path.of("..", module.getKey(), "pom.xml"), Optional.of(module.getValue()));
        }
        return repository;
    }

    private void lend(Path group, Path to) throws IOException {
        lent.add(Files.createSymbolicLink(to, group));
    }

    private static void install(Path repository, String artifact, Path pom, Optional<Path> jar) throws IOException {
        Matcher version = Pattern.compile("<artifactId>arkor-(?:parent|bom)</artifactId>\\s*<version>([^<]+)<").matcher(Files.readString(pom));
        assertThat(version.find()).isTrue();
        Path folder = Files.createDirectories(repository.resolve("ai").resolve("arkor").resolve(artifact).resolve(version.group(1)));
        String name = artifact + "-" + version.group(1);
        Files.copy(pom, folder.resolve(name + ".pom"));
        if (jar.isPresent()) {
            Files.copy(jar.get(), folder.resolve(name + ".jar"));
        }
    }

    private static Path jarOf(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void maven(Path project, Path repository, String... arguments) throws Exception {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B", "-o", "-ntp", "-Dmaven.repo.local=" + repository));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        output(builder);
    }

    private static List<String> output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static String last(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).reduce((earlier, later) -> later).orElseThrow(() -> new AssertionError("no line has " + part + ": " + lines));
    }

    private static double number(String pattern, String line) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
