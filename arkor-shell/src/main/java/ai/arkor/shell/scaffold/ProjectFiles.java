package ai.arkor.shell.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Fills the files of a project in, in the order they are told to people. */
final class ProjectFiles {

    private final Project project;
    private final Properties versions = new Properties();
    private final List<ProjectFile> files = new ArrayList<>();

    private ProjectFiles(Project project) {
        this.project = project;
        try (InputStream stream = resource("versions.properties")) {
            versions.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ProjectFile> of(Project project) {
        return new ProjectFiles(project).all();
    }

    private List<ProjectFile> all() {
        String template = project.template().id() + "/";
        add("src/arkor/Index.java", template + "Index.java");
        add("src/arkor/Rows.java", "common/Rows.java");
        add("data/train.jsonl", template + "train.jsonl");
        add("data/eval.jsonl", template + "eval.jsonl");
        project.buildTool().files().forEach(file -> addForBuild(file, project.buildTool().id() + "/" + file));
        if (project.buildTool() != BuildTool.PLAIN) {
            addForBuild("src/arkor/Main.java", "program/Main.java");
            addForBuild("src/test/java/IndexTest.java", "program/IndexTest.java");
        }
        add("README.md", template + "README.md");
        return files;
    }

    private void add(String path, String resource) {
        files.add(new ProjectFile(path, content(resource), false));
    }

    private void addForBuild(String path, String resource) {
        files.add(new ProjectFile(path, content(resource), true));
    }

    private byte[] content(String name) {
        try (InputStream stream = resource(name)) {
            byte[] bytes = stream.readAllBytes();
            return name.endsWith(".jsonl") ? bytes : filled(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String filled(String text) {
        String filled = text.replace("{{name}}", project.name()).replace("{{build}}\n", buildSection());
        for (String version : versions.stringPropertyNames()) {
            filled = filled.replace("{{" + version + "}}", versions.getProperty(version));
        }
        return filled;
    }

    /** Of the README. */
    private String buildSection() {
        if (project.buildTool() == BuildTool.PLAIN) {
            return "";
        }
        try (InputStream stream = resource(project.buildTool().id() + "/README-section.md")) {
            return "\n" + new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = ProjectFiles.class.getResourceAsStream("project-files/" + name);
        if (stream == null) {
            throw new IllegalStateException("The program lacks its own resource " + name);
        }
        return stream;
    }
}
