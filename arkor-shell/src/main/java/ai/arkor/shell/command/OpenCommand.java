package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a file of snippets at the prompt. */
@Command(name = "open", mixinStandardHelpOptions = true,
        description = "Run a file's Java as if it had been typed: what it declares is there afterwards. A line such as /start is a command.")
public final class OpenCommand extends ShellCommand {

    @Parameters(paramLabel = "SCRIPT", description = "A .jsh or .java file of snippets.")
    private String file = "";

    /** For the registry. */
    public OpenCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() {
        Path path = session().resolve(file);
        return session().prompt().orElseThrow().typing().open(path, read(path));
    }

    private String read(Path path) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new ArkorException("There is no file " + session().name(path), e);
        } catch (CharacterCodingException e) {
            throw new ArkorException(session().name(path) + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new ArkorException(session().name(path) + " could not be read: " + e, e);
        }
    }
}
