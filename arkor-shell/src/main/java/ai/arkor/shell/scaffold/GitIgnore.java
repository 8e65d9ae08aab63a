package ai.arkor.shell.scaffold;

import java.util.List;

/** Lines of a {@code .gitignore}. */
final class GitIgnore {

    static final String FILE = ".gitignore";
    private static final List<String> OURS = List.of(".arkor/", ".arkor", "/.arkor/", "/.arkor", "**/.arkor/", "**/.arkor");

    private GitIgnore() {}

    static String fresh(BuildTool buildTool) {
        return ".arkor/\n" + String.join("", buildTool.output().stream().map(folder -> folder + "\n").toList());
    }

    /** What is to be appended to one that is there; empty when nothing. */
    static String missingIn(String text) {
        if (text.lines().map(String::strip).anyMatch(OURS::contains)) {
            return "";
        }
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        return (text.isEmpty() || text.endsWith("\n") ? "" : lineEnd) + ".arkor/" + lineEnd;
    }
}
