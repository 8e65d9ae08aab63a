package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.LocalService;
import ai.arkor.shell.backend.RunFinder;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.SilentScreen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command works with.
 *
 * @param out for what was asked for, in the terminal's charset or else UTF-8
 * @param err for what goes beside it
 * @param program how the user calls this program, to say what to type next; with a space after it, or empty at the prompt
 * @param prompt where the command was typed at the prompt; otherwise a second Ctrl-C ends the program at once
 */
public record Session(Backends backends, LocalService local, Screen screen, PrintStream out, PrintStream err, Path workingDirectory, String program,
        InterruptSource interrupts, Optional<PromptContext> prompt) {

    /** This one, or one that tells of no backend and shows no progress. Errors are still told. */
    Session quiet(boolean quiet) {
        return quiet ? with(err) : this;
    }

    /** As {@link #quiet}, and nothing goes beside what was asked for either; only who has it writes errors, on the session it was made of. */
    Session silent() {
        return with(new PrintStream(OutputStream.nullOutputStream()));
    }

    private Session with(PrintStream otherErr) {
        return new Session(backends.quiet(), local, new SilentScreen(screen.style(), screen.glyphs()), out, otherErr, workingDirectory, program, interrupts, prompt);
    }

    RunFinder finder() {
        return new RunFinder(backends);
    }

    /** The run a text means; without a text, the prompt's current one. */
    TrainingRun run(Optional<String> text, Optional<String> backend) throws InterruptedException {
        if (text.isPresent()) {
            return finder().find(text.get(), backend).run();
        }
        return prompt.flatMap(PromptContext::current).orElseThrow(() -> new ArkorException("Name a run; list them with: " + program + "jobs"));
    }

    /** A path as the user wrote it. */
    Path resolve(String path) {
        return workingDirectory.resolve(path);
    }

    /** A path as the user would write it. */
    String name(Path path) {
        Path here = workingDirectory.toAbsolutePath().normalize();
        return (path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path).toString();
    }
}
