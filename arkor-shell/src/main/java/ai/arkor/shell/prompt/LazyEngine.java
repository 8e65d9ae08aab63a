package ai.arkor.shell.prompt;

import ai.arkor.api.AbortedException;
import ai.arkor.shell.snippet.SnippetEngine;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the engine when it is first needed, or beforehand while the user reads and types: opening takes about a second. Thread-safe. */
final class LazyEngine implements Supplier<SnippetEngine>, AutoCloseable {

    private final Supplier<SnippetEngine> opening;
    private final Consumer<SnippetEngine> preparation;
    private final CompletableFuture<SnippetEngine> ready = new CompletableFuture<>();
    private volatile @Nullable SnippetEngine opened;
    /** Of the prompt's thread, the only one that waits. */
    private volatile CompletableFuture<SnippetEngine> waiting = new CompletableFuture<>();
    private volatile boolean awaited;
    private boolean begun;

    /** @param preparation what is done with it before anybody else has it */
    LazyEngine(Supplier<SnippetEngine> opening, Consumer<SnippetEngine> preparation) {
        this.opening = opening;
        this.preparation = preparation;
    }

    /**
     * Waits until it is open.
     *
     * @throws AbortedException when the waiting is ended by {@link #stop()} or by an interrupt, which is left set
     */
    @Override
    public SnippetEngine get() {
        awaited = true;
        openSoon();
        CompletableFuture<SnippetEngine> mine = ready.copy();
        waiting = mine;
        try {
            return mine.get();
        } catch (CancellationException stopped) {
            throw new AbortedException("Java is not open yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbortedException("Java is not open yet");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException("Java could not be opened: " + e.getCause(), e.getCause());
        }
    }

    /** Without waiting. */
    Optional<SnippetEngine> ifReady() {
        return ready.isDone() && !ready.isCompletedExceptionally() ? Optional.of(ready.join()) : Optional.empty();
    }

    /** Whether somebody waits for it, so that what only makes it faster later is left out. */
    boolean isAwaited() {
        return awaited;
    }

    synchronized void openSoon() {
        if (begun) {
            return;
        }
        begun = true;
        Thread thread = new Thread(this::open, "arkor-open-engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void open() {
        try {
            SnippetEngine engine = opening.get();
            opened = engine;
            preparation.accept(engine);
            ready.complete(engine);
        } catch (Throwable e) {
            ready.completeExceptionally(e);
        }
    }

    /** Ends what is evaluated now, also the preparation, and the waiting for it: the preparation may be in code that does not stop. */
    void stop() {
        waiting.cancel(false);
        SnippetEngine engine = opened;
        if (engine != null) {
            engine.stop();
        }
    }

    @Override
    public void close() {
        SnippetEngine engine = opened;
        if (engine != null) {
            engine.close();
        }
    }
}
