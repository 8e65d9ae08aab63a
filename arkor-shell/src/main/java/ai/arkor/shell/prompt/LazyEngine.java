package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.SnippetEngine;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the engine when it is first needed, or beforehand while the user reads and types: opening takes about a second. Thread-safe. */
final class LazyEngine implements Supplier<SnippetEngine>, AutoCloseable {

    private final Path projectDirectory;
    private @Nullable SnippetEngine engine;

    LazyEngine(Path projectDirectory) {
        this.projectDirectory = projectDirectory;
    }

    @Override
    public synchronized SnippetEngine get() {
        if (engine == null) {
            engine = SnippetEngine.open(projectDirectory);
        }
        return engine;
    }

    void openSoon() {
        Thread thread = new Thread(this::get, "arkor-open-engine");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
