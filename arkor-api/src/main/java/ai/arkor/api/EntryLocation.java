package ai.arkor.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where an entry is and which project it belongs to.
 *
 * @param file the entry itself, absolute: a source, a script or a jar
 * @param sourceRoot the folder that the entry's package starts from, absolute: what the entry uses lies in and below it
 * @param projectDirectory absolute
 */
record EntryLocation(Path file, Path sourceRoot, Path projectDirectory) {

    private static final Path SOURCES = Path.of("src", "arkor");
    private static final Path BUILD = Path.of(".arkor", "build");
    /** Where sources and builds usually lie in a project; {@code src} is the root when the entry is of the package {@code arkor}. */
    private static final List<Path> USUAL = List.of(SOURCES, BUILD, Path.of("src", "main", "java"), Path.of("src", "test", "java"), Path.of("src"));
    private static final String DEFAULT = "The entry of a folder is src/arkor/Index.java, or else src/arkor/index.jsh";

    /**
     * Finds the entry that a path means: an entry file, or a project folder with {@code src/arkor/Index.java} or {@code src/arkor/index.jsh}, or without
     * {@code src/arkor} and with a built jar.
     *
     * @param purpose what the entry is looked for, as the error names it
     * @throws EntryException naming what was looked for
     */
    static EntryLocation find(Path path, String purpose) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return new EntryLocation(ofFolder(absolute, purpose), absolute.resolve(SOURCES), absolute).withPackage();
        }
        if (!Files.isRegularFile(absolute)) {
            throw new EntryException(purpose + " entry not found: " + absolute + ". " + DEFAULT);
        }
        return new EntryLocation(absolute, absolute.getParent(), projectOf(absolute.getParent())).withPackage();
    }

    /** That of an entry which is a class, in no file of its own. */
    static EntryLocation ofClasses(Path projectDirectory) {
        return new EntryLocation(projectDirectory, projectDirectory, projectDirectory);
    }

    private static Path ofFolder(Path folder, String purpose) {
        Path java = folder.resolve(SOURCES).resolve("Index.java");
        Path script = folder.resolve(SOURCES).resolve("index.jsh");
        Path jar = folder.resolve(BUILD).resolve("index.jar");
        if (Files.isRegularFile(java)) {
            return java;
        }
        if (Files.isRegularFile(script)) {
            return script;
        }
        // Delivered without its sources. Where they were only renamed, the jar is old.
        if (Files.isRegularFile(jar) && !Files.isDirectory(folder.resolve(SOURCES))) {
            return jar;
        }
        throw new EntryException(purpose + " entry not found: " + java + ". " + DEFAULT + "; write one of them, or name another entry file");
    }

    /** A source's package says how far above it the others begin; a folder that does not fit the package is taken for their root. */
    private EntryLocation withPackage() {
        String declared = isSource() ? declaredPackage() : "";
        Path folders = file.getFileSystem().getPath(declared.replace('.', '/'));
        Path folder = file.getParent();
        if (declared.isEmpty() || !folder.endsWith(folders) || folder.getNameCount() <= folders.getNameCount()) {
            return new EntryLocation(file, folder, projectDirectory);
        }
        Path root = folder;
        for (int i = 0; i < folders.getNameCount(); i++) {
            root = root.getParent();
        }
        Path project = folder.equals(projectDirectory.resolve(SOURCES)) ? projectDirectory : projectOf(root);
        return new EntryLocation(file, root, project);
    }

    /** The folder above the usual folders for sources and builds, or else that folder. */
    private static Path projectOf(Path folder) {
        for (Path usual : USUAL) {
            if (folder.endsWith(usual) && folder.getNameCount() > usual.getNameCount()) {
                return folder.getRoot().resolve(folder.subpath(0, folder.getNameCount() - usual.getNameCount()));
            }
        }
        return folder;
    }

    private String declaredPackage() {
        try {
            return PackageDeclaration.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EntryException("Could not read " + file + ": " + e, e);
        }
    }

    boolean isSource() {
        return hasExtension(".java");
    }

    boolean isJar() {
        return hasExtension(".jar");
    }

    /** Whether the sources of the entry's package would be found beside it. */
    boolean fitsItsPackage() {
        return declaredPackage().equals(sourceRoot.relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(), "."));
    }

    Path builtJar() {
        return projectDirectory.resolve(BUILD).resolve("index.jar");
    }

    /** As messages and records name a file of the project. */
    String nameOf(Path path) {
        return path.startsWith(projectDirectory) && !path.equals(projectDirectory)
                ? projectDirectory.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")
                : path.toString();
    }

    private boolean hasExtension(String extension) {
        return file.getFileName().toString().endsWith(extension);
    }
}
