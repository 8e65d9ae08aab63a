package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.shell.scaffold.BuildTool;
import ai.arkor.shell.scaffold.Project;
import ai.arkor.shell.scaffold.Scaffold;
import ai.arkor.shell.scaffold.Template;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code arkor init} writes for other build tools. */
class GeneratedProjectTest {

    @TempDir
    private Path project;

    @ParameterizedTest
    @EnumSource
    void allItsSourcesCompileAgainstTheBuiltJarsWithoutAWarning(Template template) throws Exception {
        Scaffold.write(project, new Project("generated", template, BuildTool.MAVEN));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSize(4);
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            // Without "path" and "options": what the class path here holds, and which JDK runs this, is not the project's affair.
            boolean compiled = compiler.getTask(complaints, files, null, List.of("-Xlint:all,-path,-options,-classfile,-processing", "-proc:none", "-Werror",
                    "--release", "17", "-d", Files.createDirectory(project.resolve("classes")).toString(), "-classpath", System.getProperty("java.class.path")),
                    null, files.getJavaFileObjectsFromPaths(sources)).call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        }
    }

    @Test
    void thePomNamesWhatThisReactorNames() throws Exception {
        Scaffold.write(project, new Project("generated", Template.BLANK, BuildTool.MAVEN));
        String pom = Files.readString(project.resolve("pom.xml"));
        String parent = Files.readString(Path.of("..", "pom.xml"));
        for (String name : List.of("javacpp", "openblas", "pytorch", "junit", "slf4j")) {
            assertThat(pom).contains("<version>" + text(parent, "<" + name + ".version>([^<]+)<") + "</version>");
        }
        for (String plugin : List.of("maven-compiler-plugin", "maven-resources-plugin", "maven-surefire-plugin", "maven-jar-plugin")) {
            assertThat(text(pom, plugin + "</artifactId>\\s*<version>([^<]+)<")).isEqualTo(text(parent, plugin + "</artifactId>\\s*<version>([^<]+)<"));
        }
        assertThat(pom).contains("<arkor.version>" + text(parent, "<artifactId>arkor-parent</artifactId>\\s*<version>([^<]+)<") + "</arkor.version>");
    }

    /** Gradle is not at hand here, so its script is only held to the pom. */
    @Test
    void theGradleScriptNamesWhatThePomNames() throws Exception {
        Path maven = project.resolve("maven");
        Path gradle = project.resolve("gradle");
        Scaffold.write(maven, new Project("generated", Template.BLANK, BuildTool.MAVEN));
        Scaffold.write(gradle, new Project("generated", Template.BLANK, BuildTool.GRADLE));
        String script = Files.readString(gradle.resolve("build.gradle.kts"));

        String pom = Files.readString(maven.resolve("pom.xml"));
        Matcher dependency = Pattern.compile("<dependency><groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId>(?:<version>([^<]+)</version>)?").matcher(pom);
        List<String> named = dependency.results().map(found -> found.group(1) + ":" + found.group(2)
                + (found.group(3) == null ? "" : ":" + found.group(3).replace("${arkor.version}", text(pom, "<arkor.version>([^<]+)<")))).collect(Collectors.toList());
        assertThat(named).hasSize(9);
        named.forEach(coordinates -> assertThat(script).contains("\"" + coordinates));
        assertThat(script.chars().filter(c -> c == '{').count()).isEqualTo(script.chars().filter(c -> c == '}').count());
        assertThat(gradle.resolve("settings.gradle.kts")).hasContent("rootProject.name = \"generated\"\n");
    }

    private static String text(String in, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(in);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
