package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what ran at the prompt to a file. */
@Command(name = "save", mixinStandardHelpOptions = true, description = "Write the Java that ran in this session to a file that open and arkor run take. Commands go in as comments.")
public final class SaveCommand extends ShellCommand {

    @Option(names = {"-f", "--force"}, description = "Write over a file that is there.")
    private boolean force;

    @Option(names = "--commands", description = "Write commands as commands, such as /start trainer, so that open runs them again.")
    private boolean commands;

    @Parameters(paramLabel = "FILE", description = "The file; .jsh is the usual ending.")
    private String file = "";

    /** For the registry. */
    public SaveCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() {
        Path path = session().resolve(file);
        List<String> lines = session().prompt().orElseThrow().typing().ran().stream().map(this::text).toList();
        write(path, lines.isEmpty() ? "" : String.join(System.lineSeparator(), lines) + System.lineSeparator());
        session().out().println("wrote " + session().name(path) + "; run it with: open " + file);
        return ExitStatus.COMPLETED;
    }

    private String text(Typing.Ran ran) {
        if (!ran.isCommand()) {
            return ran.text();
        }
        String slashed = ran.text().startsWith("/") ? ran.text() : "/" + ran.text();
        return commands ? slashed : slashed.lines().map(line -> "// " + line).reduce((a, b) -> a + System.lineSeparator() + b).orElse("");
    }

    private void write(Path path, String text) {
        try {
            if (force && Files.exists(path)) {
                replace(path.toRealPath(), text);
            } else {
                // Forced, also where a link leads that leads nowhere yet.
                Files.writeString(path, text, force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ArkorException(session().name(path) + " is there already. To write over it: save -f " + file, e);
        } catch (NoSuchFileException e) {
            throw new ArkorException("There is no folder for " + session().name(path), e);
        } catch (IOException e) {
            throw new ArkorException(session().name(path) + " could not be written: " + e, e);
        }
    }

    /** What was there stays whole until all of the new is written. What cannot be replaced, such as a pipe or a device, is written to. */
    private static void replace(Path path, String text) throws IOException {
        if (!Files.isRegularFile(path)) {
            Files.writeString(path, text);
            return;
        }
        Path written = Files.createTempFile(path.getParent(), "." + path.getFileName(), ".part");
        try {
            PosixFileAttributeView mode = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            if (mode != null) {
                Files.setPosixFilePermissions(written, mode.readAttributes().permissions());
            }
            Files.writeString(written, text);
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
