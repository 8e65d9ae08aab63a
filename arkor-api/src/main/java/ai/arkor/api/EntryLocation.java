package ai.arkor.api;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an entry is and which project it belongs to.
 *
 * @param file the entry itself, absolute: a source, a script or a jar
 * @param projectDirectory absolute
 */
record EntryLocation(Path file, Path projectDirectory) {

    private static final Path SOURCES = Path.of("src", "arkor");
    private static final Path BUILD = Path.of(".arkor", "build");

    /**
     * Finds the entry that a path means: an entry file, or a project folder with {@code src/arkor/Index.java} or {@code src/arkor/index.jsh}.
     *
     * @throws EntryException naming what was looked for
     */
    static EntryLocation find(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            Path java = absolute.resolve(SOURCES).resolve("Index.java");
            Path jsh = absolute.resolve(SOURCES).resolve("index.jsh");
            if (!Files.isRegularFile(java) && !Files.isRegularFile(jsh)) {
                throw new EntryException("No training entry in " + absolute + ": there is neither src/arkor/Index.java nor src/arkor/index.jsh."
                        + " Name an entry file, or a folder that has one");
            }
            return new EntryLocation(Files.isRegularFile(java) ? java : jsh, absolute);
        }
        if (!Files.isRegularFile(absolute)) {
            throw new EntryException("Training entry not found: " + absolute + ". Name an entry file, or a folder with src/arkor/Index.java");
        }
        return new EntryLocation(absolute, projectOf(absolute));
    }

    /** The folder an entry lies in, less the usual folders for sources and builds. */
    private static Path projectOf(Path file) {
        Path folder = file.getParent();
        for (Path usual : new Path[] {SOURCES, BUILD}) {
            if (folder.endsWith(usual) && folder.getNameCount() > usual.getNameCount()) {
                return folder.getParent().getParent();
            }
        }
        return folder;
    }

    boolean isSource() {
        return hasExtension(".java");
    }

    boolean isJar() {
        return hasExtension(".jar");
    }

    /** The root of the sources an entry may use. */
    Path sourceRoot() {
        return file.getParent();
    }

    Path builtJar() {
        return projectDirectory.resolve(BUILD).resolve("index.jar");
    }

    private boolean hasExtension(String extension) {
        return file.getFileName().toString().endsWith(extension);
    }
}
