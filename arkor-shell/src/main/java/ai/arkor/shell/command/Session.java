package ai.arkor.shell.command;

import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.LocalService;
import ai.arkor.shell.backend.RunFinder;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Screen;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a command works with.
 *
 * @param out for what was asked for, in the terminal's charset or else UTF-8
 * @param err for what goes beside it
 * @param program how the user calls this program, to say what to type next; with a space after it, or empty at the prompt
 * @param insistent whether a second Ctrl-C ends the program at once
 */
public record Session(Backends backends, LocalService local, Screen screen, PrintStream out, PrintStream err, Path workingDirectory, String program,
        InterruptSource interrupts, boolean insistent) {

    RunFinder finder() {
        return new RunFinder(backends);
    }

    /** A path as the user wrote it. */
    Path resolve(String path) {
        return workingDirectory.resolve(path);
    }
}
