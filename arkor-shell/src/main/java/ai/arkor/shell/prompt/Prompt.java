package ai.arkor.shell.prompt;

import ai.arkor.api.JobStatus;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.snippet.Evaluation;
import ai.arkor.shell.snippet.SnippetEngine;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Style;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/** Reads lines and runs each as a command or as Java. Used from one thread. */
final class Prompt {

    private final LineReader reader;
    private final AbovePrompt above;
    private final PrintStream out;
    private final Style style;
    private final CommandLines commands;
    private final CommandWords words;
    private final Supplier<SnippetEngine> engine;
    private final InterruptSource interrupts;
    private final PromptRuns runs;

    Prompt(LineReader reader, AbovePrompt above, Style style, CommandLines commands, CommandWords words, Supplier<SnippetEngine> engine,
            InterruptSource interrupts, PromptRuns runs) {
        this.reader = reader;
        this.above = above;
        out = above.stream();
        this.style = style;
        this.commands = commands;
        this.words = words;
        this.engine = engine;
        this.interrupts = interrupts;
        this.runs = runs;
    }

    /** Until the user leaves. */
    void run() {
        try {
            while (!runs.isLeaving()) {
                above.endLine();
                try {
                    perform(reader.readLine("arkor> "));
                } catch (UserInterruptException pressed) {
                    // The line is dropped, as in every shell.
                }
            }
        } catch (EndOfFileException left) {
            // Ctrl-D.
            runs.leave();
        }
    }

    private void perform(String line) {
        if (words.areIn(line)) {
            commands.run(reader.getParsedLine().words().stream().filter(word -> !word.isEmpty()).toList());
        } else if (!line.isBlank()) {
            evaluate(line);
        }
    }

    private void evaluate(String line) {
        SnippetEngine java = engine.get();
        InterruptSource.Registration stop = interrupts.onInterrupt(java::stop);
        try {
            for (Evaluation evaluation : java.evaluate(line)) {
                tell(evaluation, line);
                if (evaluation instanceof Evaluation.Done done && done.value().orElse("") instanceof TrainingRun run
                        && run.job().status().equals(JobStatus.QUEUED)) {
                    runs.watch(run);
                }
            }
        } finally {
            stop.end();
        }
        // What was started in Java is watched as what was started by command.
        for (Object value : java.variables()) {
            if (value instanceof Trainer trainer) {
                trainer.run().ifPresent(runs::watch);
            }
        }
    }

    private void tell(Evaluation evaluation, String line) {
        if (evaluation instanceof Evaluation.Done done) {
            if (!done.text().isEmpty()) {
                out.println(done.text());
            }
        } else if (evaluation instanceof Evaluation.Rejected rejected) {
            out.println(style.bad("error: ") + rejected.message());
            pointAt(rejected, line);
        } else if (evaluation instanceof Evaluation.Threw threw) {
            out.println(style.bad(threw.text()));
        } else {
            out.println("stopped");
        }
    }

    private void pointAt(Evaluation.Rejected rejected, String text) {
        int start = Math.min(rejected.start(), text.length());
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        int length = Math.max(1, Math.min(rejected.end(), lineEnd) - start);
        out.println("  " + text.substring(lineStart, lineEnd));
        out.println("  " + " ".repeat(start - lineStart) + "^".repeat(length));
    }
}
