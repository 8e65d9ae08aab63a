package ai.arkor.shell.prompt;

import ai.arkor.api.ArkorException;
import ai.arkor.api.CallbackException;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.command.PromptContext;
import ai.arkor.shell.command.Typing;
import ai.arkor.shell.progress.RunProgress.Form;
import ai.arkor.shell.snippet.SnippetEngine;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Screen;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are watched beside the prompt. Used from the prompt's thread, and while Java is opened also from the engine's, where {@code init.jsh} may start
 * runs. Thread-safe, but that only the prompt's thread waits and asks.
 */
final class PromptRuns implements PromptContext {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final PrintStream out;
    private final Screen foreground;
    private final InterruptSource interrupts;
    private final Supplier<SnippetEngine> engine;
    private final Executor callbacks;
    private final PromptQuestions questions;
    private final Object lock = new Object();
    /** Under the lock. */
    private final List<WatchedRun> watched = new ArrayList<>();
    private final BooleanSupplier quiet;
    private volatile @Nullable Trainer trainer;
    private volatile @Nullable Typing typing;
    private volatile boolean leaving;

    /**
     * @param foreground shows a run somebody waits for
     * @param callbacks where the callbacks of watched runs run
     * @param quiet whether runs in the background tell no more than their beginning and end
     */
    PromptRuns(PrintStream out, Screen foreground, InterruptSource interrupts, Supplier<SnippetEngine> engine, Executor callbacks,
            PromptQuestions questions, BooleanSupplier quiet) {
        this.out = out;
        this.foreground = foreground;
        this.interrupts = interrupts;
        this.engine = engine;
        this.callbacks = callbacks;
        this.quiet = quiet;
        this.questions = questions;
    }

    @Override
    public Optional<Object> variable(String name) {
        return engine.get().variable(name);
    }

    @Override
    public void watch(TrainingRun run) {
        watching(run);
    }

    /** The watching that goes on, or one that is begun; it may be lost at any time. */
    private WatchedRun watching(TrainingRun run) {
        synchronized (lock) {
            return watchedOf(run).orElseGet(() -> begin(run));
        }
    }

    private WatchedRun begin(TrainingRun run) {
        out.println(Cells.clean("run " + run.jobId() + " (" + run.job().name() + "); wait shows it, cancel stops it"));
        String prefix = Cells.clean("[" + run.job().name() + "] ");
        Screen background = new LineScreen(text -> {
            if (!quiet.getAsBoolean()) {
                out.println(prefix + text);
            }
        }, foreground.style());
        watched.removeIf(known -> known.isOf(run));
        WatchedRun begun = new WatchedRun(run, background, callbacks, failure -> tellLost(prefix, failure));
        watched.add(begun);
        begun.whenOver(result -> {
            if (quiet.getAsBoolean()) {
                out.println(prefix + Cells.clean(result.status().raw()));
            }
        });
        return begun;
    }

    /** A trainer that was loaded or started. */
    @Override
    public void loaded(Trainer value) {
        trainer = value;
    }

    Optional<Trainer> trainer() {
        return Optional.ofNullable(trainer);
    }

    /** Those watched in this session, the last first. */
    List<TrainingRun> all() {
        List<TrainingRun> all = new ArrayList<>(known().stream().map(WatchedRun::run).toList());
        Collections.reverse(all);
        return List.copyOf(all);
    }

    /** Once, before commands run. */
    void typing(Typing value) {
        typing = value;
    }

    @Override
    public Typing typing() {
        return Objects.requireNonNull(typing);
    }

    private void tellLost(String prefix, Throwable failure) {
        if (leaving) {
            return;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ArkorException && !(cause instanceof CallbackException)) {
            out.println(prefix + "not watched any more: " + Cells.cleanLines(String.valueOf(cause.getMessage())));
        } else {
            out.println(prefix + "not watched any more, because a callback threw:");
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace, true));
            out.print(Cells.cleanLines(trace.toString()));
        }
    }

    private List<WatchedRun> known() {
        synchronized (lock) {
            return List.copyOf(watched);
        }
    }

    private Optional<WatchedRun> watchedOf(TrainingRun run) {
        return known().stream().filter(known -> known.isOf(run) && !known.isLost()).findFirst();
    }

    @Override
    public Optional<TrainingRun> current() {
        return all().stream().findFirst();
    }

    @Override
    public boolean isWatched(TrainingRun run) {
        return watchedOf(run).isPresent();
    }

    @Override
    public int await(TrainingRun run, Optional<Duration> timeout, Form form) throws InterruptedException {
        WatchedRun waitedFor = watching(run);
        Thread waiting = Thread.currentThread();
        InterruptSource.Registration stop = interrupts.onInterrupt(waiting::interrupt);
        try {
            boolean wasOver = waitedFor.isOver();
            TrainingResult result = waitedFor.await(foreground, form, timeout.orElse(FOR_EVER));
            if (wasOver) {
                out.println(Cells.clean("run " + run.jobId() + " is over: " + result.status().raw()));
            }
            return ExitStatus.of(result.status());
        } catch (InterruptedException pressed) {
            out.println(goesOn(run, form));
            return ExitStatus.DETACHED;
        } catch (TimeoutException e) {
            out.println("the time has passed; " + goesOn(run, form));
            return ExitStatus.DEADLINE;
        } catch (ExecutionException told) {
            return ExitStatus.ERROR;
        } finally {
            stop.end();
        }
    }

    private static String goesOn(TrainingRun run, Form form) {
        String id = Cells.clean(run.jobId());
        return "the run goes on; come back with: " + (form == Form.PANEL ? "watch " : "wait ") + id + ", stop it with: cancel " + id;
    }

    /** Those that were not over when last heard of. */
    List<TrainingRun> unfinished() {
        return known().stream().filter(run -> !run.isOver()).map(WatchedRun::run).toList();
    }

    @Override
    public Optional<String> ask(String question) {
        return questions.ask(question);
    }

    @Override
    public void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }
}
