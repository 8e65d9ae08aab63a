package ai.arkor.shell.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a project into a folder; what is there already stays as it is. */
public final class Scaffold {

    /** Writes a file that is not there. */
    @FunctionalInterface
    interface Writer {
        void write(Path file, byte[] content) throws IOException;
    }

    private final Path folder;
    private final Project project;
    private final Writer writer;
    private final List<Written> written = new ArrayList<>();

    Scaffold(Path folder, Project project, Writer writer) {
        this.folder = folder.toAbsolutePath().normalize();
        this.project = project;
        this.writer = writer;
    }

    /**
     * Writes the files that are not there.
     *
     * @param folder is created, with those it is in
     * @return what became of each file
     * @throws ScaffoldException when something of the wrong kind is in the way, and nothing was written; or when the writing failed, with what was written before
     */
    public static List<Written> write(Path folder, Project project) {
        return new Scaffold(folder, project, (file, content) -> Files.write(file, content, StandardOpenOption.CREATE_NEW)).write();
    }

    List<Written> write() {
        List<ProjectFile> files = ProjectFiles.of(project);
        refuseWhatIsInTheWay(files);
        boolean hasBuild = project.buildTool().marks().stream().map(folder::resolve).anyMatch(Scaffold::exists);
        String current = "";
        try {
            for (ProjectFile file : files) {
                current = file.path();
                boolean isThere = exists(file.in(folder));
                if (file.forBuild() && hasBuild && !isThere) {
                    written.add(new Written(current, Written.Action.SKIPPED));
                } else {
                    written.add(new Written(current, !isThere && create(file.in(folder), file.content()) ? Written.Action.CREATED : Written.Action.KEPT));
                }
            }
            current = GitIgnore.FILE;
            written.add(new Written(current, ignore(folder.resolve(current))));
        } catch (IOException e) {
            throw failure(current, e);
        }
        return List.copyOf(written);
    }

    /** Before anything is written, so that a refusal leaves the folder as it was. */
    private void refuseWhatIsInTheWay(List<ProjectFile> files) {
        refuseUnlessFolder(folder);
        List<Path> all = new ArrayList<>(files.stream().map(file -> file.in(folder)).toList());
        all.add(folder.resolve(GitIgnore.FILE));
        for (Path file : all) {
            if (exists(file) && !Files.isRegularFile(file)) {
                throw new ScaffoldException(file + " must be a file, and is " + kind(file) + ". Move it away, or choose another folder. Nothing was written", null);
            }
            for (Path parent = file.getParent(); parent != null && !parent.equals(folder); parent = parent.getParent()) {
                refuseUnlessFolder(parent);
            }
        }
    }

    private static void refuseUnlessFolder(Path path) {
        if (exists(path) && !Files.isDirectory(path)) {
            throw new ScaffoldException(path + " must be a folder, and is " + kind(path) + ". Move it away, or choose another folder. Nothing was written", null);
        }
    }

    /** A link that points nowhere is there too: it is the user's. */
    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String kind(Path path) {
        return Files.isDirectory(path) ? "a folder" : Files.isRegularFile(path) ? "a file" : Files.isSymbolicLink(path) ? "a link to nothing" : "something else";
    }

    /** @return false when somebody else was faster, and theirs is kept */
    private boolean create(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path temporary = beside(file);
        try {
            writer.write(temporary, content);
            Files.move(temporary, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Written.Action ignore(Path file) throws IOException {
        if (!exists(file)) {
            return create(file, GitIgnore.fresh(project.buildTool()).getBytes(StandardCharsets.UTF_8)) ? Written.Action.CREATED : Written.Action.KEPT;
        }
        // Whatever its charset, the line looked for is ASCII, and the bytes that are there are not written anew.
        String missing = GitIgnore.missingIn(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (missing.isEmpty()) {
            return Written.Action.OK;
        }
        Path real = file.toRealPath();
        Path temporary = beside(real);
        try {
            Files.copy(real, temporary, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(temporary, missing, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return Written.Action.PATCHED;
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    private ScaffoldException failure(String path, IOException cause) {
        List<Written> changed = written.stream().filter(one -> one.action() == Written.Action.CREATED || one.action() == Written.Action.PATCHED).toList();
        String before = changed.isEmpty() ? "Nothing was written before"
                : "Written before: " + changed.stream().map(Written::path).collect(Collectors.joining(", ")) + "; they stay, and the same command goes on from there";
        return new ScaffoldException(folder.resolve(path) + " could not be written: " + why(cause) + ". " + before, cause);
    }

    private static String why(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
