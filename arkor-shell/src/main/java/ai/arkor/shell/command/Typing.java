package ai.arkor.shell.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the prompt knows of what is typed at it. Used from the prompt's thread. */
public interface Typing {

    /** What was typed and ran. */
    record Ran(String text, boolean isCommand) {}

    /**
     * Runs the Java of a text as if it had been typed; a line that begins with a slash and a letter is a command.
     *
     * @param file where it is from, for messages
     * @return the exit status: that of an error at the first that fails, where it ends
     */
    int open(Path file, String text);

    /** What ran in this session, in its order. */
    List<Ran> ran();

    /** What was typed in this and in earlier sessions, the oldest first. */
    List<String> history();

    Settings settings();

    /** What the terminal is and can do, by name. */
    Map<String, String> terminal();
}
