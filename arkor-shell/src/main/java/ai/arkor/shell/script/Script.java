package ai.arkor.shell.script;

import ai.arkor.api.ArkorException;
import ai.arkor.shell.snippet.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Snippets to run one after another. */
public record Script(SourceText source) {

    /** What stands for the standard input where a file is named. */
    public static final String STANDARD_INPUT = "-";

    /**
     * Of a file.
     *
     * @param name what to call it
     * @throws ArkorException when it cannot be read
     */
    public static Script ofFile(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new ArkorException(name + " is a folder. Name a script, or start the project in it with: arkor start " + name);
        }
        try {
            return new Script(SourceText.ofFile(name, Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new ArkorException("There is no script " + file + ". A snippet is run with: arkor -e 'SNIPPET'", e);
        } catch (MalformedInputException e) {
            throw new ArkorException(name + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new ArkorException("Could not read " + file + ": " + e, e);
        }
    }

    /** Of all that is on the standard input, as UTF-8. */
    public static Script ofStandardInput(InputStream input) {
        try {
            return new Script(SourceText.ofFile("stdin", new String(input.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ArkorException("Could not read the script from the standard input: " + e, e);
        }
    }

    /** Of an argument. */
    public static Script ofArgument(String text) {
        return new Script(new SourceText("-e", text));
    }
}
