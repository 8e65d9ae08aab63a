package ai.arkor.shell.command;

import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.LocalService;
import ai.arkor.shell.backend.RunFinder;
import ai.arkor.shell.terminal.Input;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.SilentScreen;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command works with.
 *
 * @param out for what was asked for, in the terminal's charset or else UTF-8
 * @param err for what goes beside it
 * @param program how the user calls this program, to say what to type next; with a space after it, or empty at the prompt
 * @param outIsTerminal whether what is written to out is acted on by a terminal, also a dumb one
 * @param prompt where the command was typed at the prompt; otherwise a second Ctrl-C ends the program at once
 */
public record Session(Backends backends, LocalService local, Screen screen, PrintStream out, PrintStream err, Path workingDirectory, String program,
        InterruptSource interrupts, Optional<PromptContext> prompt, Input input, boolean outIsTerminal) {

    /** One whose output is a terminal when there is a prompt. */
    public Session(Backends backends, LocalService local, Screen screen, PrintStream out, PrintStream err, Path workingDirectory, String program,
            InterruptSource interrupts, Optional<PromptContext> prompt, Input input) {
        this(backends, local, screen, out, err, workingDirectory, program, interrupts, prompt, input, prompt.isPresent());
    }

    /** One without an input. */
    public Session(Backends backends, LocalService local, Screen screen, PrintStream out, PrintStream err, Path workingDirectory, String program,
            InterruptSource interrupts, Optional<PromptContext> prompt) {
        this(backends, local, screen, out, err, workingDirectory, program, interrupts, prompt, Input.NONE);
    }

    /** This one, or one that tells of no backend and shows no progress. Errors are still told. */
    Session quiet(boolean quiet) {
        return quiet ? with(err) : this;
    }

    /** As {@link #quiet}, and nothing goes beside what was asked for either; only who has it writes errors, on the session it was made of. */
    Session silent() {
        return with(new PrintStream(OutputStream.nullOutputStream()));
    }

    private Session with(PrintStream otherErr) {
        return new Session(backends.quiet(), local, new SilentScreen(screen.style(), screen.glyphs()), out, otherErr, workingDirectory, program, interrupts, prompt, input,
                outIsTerminal);
    }

    RunFinder finder() {
        return new RunFinder(backends, program);
    }

    /** The run a text means; without a text, the prompt's current one. */
    TrainingRun run(Optional<String> text, Optional<String> backend) throws InterruptedException {
        return runs(text.map(List::of).orElse(List.of()), backend).get(0);
    }

    /**
     * The runs texts mean, each once; without a text, the prompt's current one.
     *
     * @throws UsageException when none is meant, or a text cannot be a run
     */
    List<TrainingRun> runs(List<String> texts, Optional<String> backend) throws InterruptedException {
        if (texts.isEmpty()) {
            return List.of(prompt.flatMap(PromptContext::current)
                    .orElseThrow(() -> new UsageException("Name a run; list them with: " + program + "jobs")));
        }
        Map<RunReference, TrainingRun> found = new LinkedHashMap<>();
        for (String text : texts) {
            TrainingRun run = find(text, backend).run();
            found.putIfAbsent(run.reference(), run);
        }
        return List.copyOf(found.values());
    }

    /** @throws UsageException when the text cannot be a run */
    RunFinder.Found find(String text, Optional<String> backend) throws InterruptedException {
        try {
            return finder().find(text, backend);
        } catch (RunFinder.MalformedException e) {
            throw new UsageException(e.getMessage());
        }
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
