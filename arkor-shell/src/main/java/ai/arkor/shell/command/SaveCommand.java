package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        OpenOption[] options = force ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE}
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(path, text, options);
        } catch (FileAlreadyExistsException e) {
            throw new ArkorException(session().name(path) + " is there already. To write over it: save -f " + file, e);
        } catch (NoSuchFileException e) {
            throw new ArkorException("There is no folder for " + session().name(path), e);
        } catch (IOException e) {
            throw new ArkorException(session().name(path) + " could not be written: " + e, e);
        }
    }
}
