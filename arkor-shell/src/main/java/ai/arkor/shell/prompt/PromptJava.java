package ai.arkor.shell.prompt;

import ai.arkor.api.AbortedException;
import ai.arkor.api.JobStatus;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.snippet.Binding;
import ai.arkor.shell.snippet.Evaluation;
import ai.arkor.shell.snippet.SnippetEngine;
import ai.arkor.shell.snippet.SourceText;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Style;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs Java of the prompt, tells what came of it, and watches the runs it started. Used from the prompt's thread, but for what says otherwise. */
final class PromptJava {

    private static final Set<String> BOUND = Arrays.stream(Binding.values()).map(Binding::variable).collect(Collectors.toUnmodifiableSet());

    private final LazyEngine engine;
    private final PrintStream out;
    private final Supplier<Style> style;
    private final InterruptSource interrupts;
    private final PromptRuns runs;
    private final Bindings bindings;
    private volatile Set<String> variables = Set.of();
    private volatile Set<String> trainers = Set.of();

    PromptJava(LazyEngine engine, PrintStream out, Supplier<Style> style, InterruptSource interrupts, PromptRuns runs, Bindings bindings) {
        this.engine = engine;
        this.out = out;
        this.style = style;
        this.interrupts = interrupts;
        this.runs = runs;
        this.bindings = bindings;
    }

    /** @return whether all of it ran */
    boolean run(SourceText source, boolean echo) {
        InterruptSource.Registration stop = interrupts.onInterrupt(engine::stop);
        try {
            SnippetEngine java = engine.get();
            updateBindings(java);
            boolean ran = run(java, source, echo);
            watchStarted(java);
            updateBindings(java);
            return ran;
        } catch (AbortedException notOpenYet) {
            out.println("stopped");
            return false;
        } finally {
            stop.end();
        }
    }

    /** Declares the bindings, on the engine's own thread, before anybody else has it. */
    void bindFirst(SnippetEngine java) {
        updateBindings(java);
    }

    /** Runs a file, as {@link #bindFirst}. */
    boolean prepare(SnippetEngine java, SourceText source) {
        return run(java, source, false);
    }

    private boolean run(SnippetEngine java, SourceText source, boolean echo) {
        List<Evaluation> evaluations = java.evaluate(source, echo);
        for (Evaluation evaluation : evaluations) {
            tell(evaluation, source);
            if (evaluation instanceof Evaluation.Done done && done.value().orElse("") instanceof TrainingRun run
                    && run.job().status().equals(JobStatus.QUEUED)) {
                runs.watch(run);
            }
        }
        variables = java.variableNames();
        return evaluations.stream().allMatch(evaluation -> evaluation instanceof Evaluation.Done);
    }

    /** What was started in Java is watched as what was started by command. */
    private void watchStarted(SnippetEngine java) {
        Map<String, Object> values = java.variablesByName();
        trainers = CommandCompleter.trainers(values);
        values.forEach((name, value) -> {
            if (value instanceof Trainer trainer && trainer.run().isPresent()) {
                runs.loaded(trainer);
                runs.watch(trainer.run().get());
            }
        });
    }

    private void updateBindings(SnippetEngine java) {
        bindings.update(java, runs.trainer(), runs.current(), runs.all());
    }

    private void tell(Evaluation evaluation, SourceText source) {
        if (evaluation instanceof Evaluation.Done done) {
            done.warnings().forEach(warning -> problem(style.get().faint("warning: "), warning.message(), warning.start(), warning.end(), source));
            if (!done.text().isEmpty()) {
                out.println(done.text());
            }
        } else if (evaluation instanceof Evaluation.Rejected rejected) {
            problem(style.get().bad("error: "), rejected.message(), rejected.start(), rejected.end(), source);
        } else if (evaluation instanceof Evaluation.Threw threw) {
            String place = threw.at() < 0 || source.name().isEmpty() ? "" : source.place(threw.at()) + ": ";
            out.println(place + style.get().bad(threw.text()));
        } else {
            out.println("stopped");
        }
    }

    private void problem(String kind, String message, int start, int end, SourceText source) {
        boolean severalLines = source.text().strip().indexOf('\n') >= 0;
        String place = source.name().isEmpty() ? severalLines ? "line " + source.line(start) + ": " : "" : source.place(start) + ": ";
        out.println(place + kind + message);
        source.pointAt(start, end).forEach(out::println);
    }

    /** Whether a user declared a variable of that name. Thread-safe. */
    boolean isVariable(String name) {
        return variables.contains(name) && !BOUND.contains(name);
    }

    /** The variables that hold trainers. Thread-safe. */
    Set<String> trainers() {
        return trainers;
    }
}
