package ai.arkor.shell.snippet;

import ai.arkor.api.AbortedException;
import ai.arkor.api.EntryException;
import ai.arkor.api.spi.EntryLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Loads entries that are scripts: what their last expression gives. */
public final class JshEntryLoader implements EntryLoader {

    /** For {@link java.util.ServiceLoader}. */
    public JshEntryLoader() {}

    @Override
    public boolean loads(Path entry) {
        return entry.getFileName().toString().endsWith(".jsh");
    }

    @Override
    public Object load(Path entry, Path projectDirectory, List<Path> classPath) {
        String text;
        try {
            text = Files.readString(entry);
        } catch (IOException e) {
            throw new EntryException("Could not read " + entry + ": " + e, e);
        }
        // Its callbacks run later, in classes that stay loaded without the engine.
        SnippetSupport.require();
        try (SnippetEngine engine = SnippetEngine.open(projectDirectory, classPath)) {
            SourceText source = SourceText.ofFile(entry.getFileName().toString(), text);
            List<Evaluation> evaluations = evaluate(engine, source);
            Optional<Evaluation> last = evaluations.isEmpty() ? Optional.empty() : Optional.of(evaluations.get(evaluations.size() - 1));
            if (last.orElse(null) instanceof Evaluation.Rejected rejected) {
                throw new EntryException(List.of(EntryException.SourceError.at(entry, text, rejected.start(), rejected.message())), "");
            }
            if (last.orElse(null) instanceof Evaluation.Threw threw) {
                throw new EntryException(entry + (threw.at() < 0 ? "" : ":" + source.line(threw.at())) + " failed: " + threw.text(), threw.thrown());
            }
            return last.flatMap(evaluation -> evaluation instanceof Evaluation.Done done ? done.value() : Optional.empty())
                    .orElseThrow(() -> new EntryException("The last expression of " + entry + " gives nothing; it must give a Trainer or an Arkor"));
        }
    }

    /**
     * On a thread of its own, because JShell does not answer to interrupts.
     *
     * @throws AbortedException when interrupted, which is left set
     */
    private static List<Evaluation> evaluate(SnippetEngine engine, SourceText source) {
        FutureTask<List<Evaluation>> evaluating = new FutureTask<>(() -> engine.evaluate(source, false));
        Thread thread = new Thread(evaluating, "arkor-load-entry");
        thread.setDaemon(true);
        thread.start();
        try {
            return evaluating.get();
        } catch (InterruptedException e) {
            engine.stop();
            Thread.currentThread().interrupt();
            throw new AbortedException(source.name() + " was stopped");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
