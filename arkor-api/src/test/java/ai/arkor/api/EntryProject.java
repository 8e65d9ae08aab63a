package ai.arkor.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A project in a folder, whose entry's trainer is loaded; what the runner tells is written down. */
final class EntryProject implements RunnerListener {

    final Path folder;
    final List<String> told = new ArrayList<>();

    EntryProject(Path folder) {
        this.folder = folder;
    }

    /** A Java expression that gives a trainer of that name. */
    static String trainer(String name) {
        return "ai.arkor.api.Trainer.builder(\"" + name + "\").model(\"m\").dataset(ai.arkor.api.Dataset.huggingFace(\"x/y\")).build()";
    }

    /** A Java source whose trainer has the name that a Java expression gives. */
    static String index(String name) {
        return "class Index { static Object trainer = " + trainer("\" + " + name + " + \"") + "; }";
    }

    Path write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    TrainerRunner runner() {
        return TrainerRunner.create().workingDirectory(folder).listener(this);
    }

    /** The name of the trainer that the project's entry gives. */
    String load() {
        told.clear();
        return runner().load(folder).name();
    }

    Path jar() {
        return folder.resolve(".arkor").resolve("build").resolve("index.jar");
    }

    /** Compiles a source to a folder of the project. */
    Path classes(String output, String file, String source) throws IOException {
        Path path = write("elsewhere/" + file, source);
        Path classes = Files.createDirectories(folder.resolve(output));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", classes.toString(), path.toString());
        if (status != 0) {
            throw new AssertionError("The test's own source does not compile: " + source);
        }
        return classes;
    }

    /** Compiles a source to a jar of the project. */
    Path jar(String jar, String file, String source) throws IOException {
        Path classes = classes("elsewhere/classes-of-" + jar.replace('/', '-'), file, source);
        Path path = folder.resolve(jar);
        Files.createDirectories(path.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path)); var files = Files.walk(classes)) {
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(one));
            }
        }
        return path;
    }

    @Override
    public void built(Path jar) {
        told.add("built " + folder.relativize(jar).toString().replace('\\', '/'));
    }

    @Override
    public void rebuilt(Path jar, String reason) {
        told.add("rebuilt: " + reason);
    }

    @Override
    public void reused(Path jar) {
        told.add("reused");
    }

    @Override
    public void noticed(String notice) {
        told.add(notice);
    }
}
