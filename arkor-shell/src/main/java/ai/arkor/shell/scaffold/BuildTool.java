package ai.arkor.shell.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What else than {@code arkor} builds a project. */
public enum BuildTool {
    /** Nothing. */
    PLAIN(List.of(), List.of(), List.of(), List.of()),
    MAVEN(List.of("pom.xml"), List.of("pom.xml"), List.of("target/"), List.of("mvn test", "mvn -q compile exec:exec")),
    GRADLE(List.of("build.gradle.kts", "settings.gradle.kts"), List.of("build.gradle.kts", "build.gradle", "settings.gradle.kts", "settings.gradle"),
            List.of("build/", ".gradle/"), List.of("gradle test", "gradle run"));

    public static final BuildTool DEFAULT = PLAIN;

    private final List<String> files;
    private final List<String> marks;
    private final List<String> output;
    private final List<String> commands;

    BuildTool(List<String> files, List<String> marks, List<String> output, List<String> commands) {
        this.files = files;
        this.marks = marks;
        this.output = output;
        this.commands = commands;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its own files in a project. */
    List<String> files() {
        return files;
    }

    /** Files of which each shows that a folder has a build of its own already. */
    List<String> marks() {
        return marks;
    }

    /** Folders it writes to. */
    List<String> output() {
        return output;
    }

    /** What to type in the project's folder to test it and to run it. */
    public List<String> commands() {
        return commands;
    }

    /** @throws IllegalArgumentException naming those there are, for any other word */
    public static BuildTool of(String id) {
        return Arrays.stream(values()).filter(tool -> tool.id().equals(id)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "There is no build tool \"" + id + "\"; there are " + Arrays.stream(values()).map(BuildTool::id).collect(Collectors.joining(", "))));
    }
}
