package ai.arkor.shell.command;

import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.progress.RunProgress.Form;
import java.time.Duration;
import java.util.Optional;

/** What the prompt adds to commands: its variables, and runs that are watched while people type on. */
public interface PromptContext {

    /** The object a variable typed at the prompt holds. */
    Optional<Object> variable(String name);

    /** A trainer that a command loaded: the one that the binding of Java is from now on. */
    void loaded(Trainer trainer);

    /** Tells the run's progress above the prompt from now on, and runs its callbacks. */
    void watch(TrainingRun run);

    /** Whether its progress is told above the prompt, or was until it was over. */
    boolean isWatched(TrainingRun run);

    /** The run meant by commands that are told none: the one watched last. */
    Optional<TrainingRun> current();

    /**
     * Shows a watched run until it is over, Ctrl-C is pressed or the time has passed.
     *
     * @return the exit status
     */
    int await(TrainingRun run, Optional<Duration> timeout, Form form) throws InterruptedException;

    /** What is typed there. */
    Typing typing();

    /** The line that was answered; empty when the question was turned away, by Ctrl-C or Ctrl-D. */
    Optional<String> ask(String question);

    /** Ends the prompt after this command. */
    void leave();
}
