package ai.arkor.shell.prompt;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.snippet.Binding;
import ai.arkor.shell.snippet.SnippetEngine;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the variables that the shell gives to Java up to date. Thread-safe. */
final class Bindings {

    private final ArkorClient client;
    private final Path project;
    private final Map<Binding, Optional<?>> told = new EnumMap<>(Binding.class);

    Bindings(ArkorClient client, Path project) {
        this.client = client;
        this.project = project;
    }

    /** @param runs those of the session, the last first */
    synchronized void update(SnippetEngine engine, Optional<Trainer> trainer, Optional<TrainingRun> run, List<TrainingRun> runs) {
        bind(engine, Binding.CLIENT, Optional.of(client));
        bind(engine, Binding.PROJECT, Optional.of(project));
        bind(engine, Binding.TRAINER, trainer);
        bind(engine, Binding.RUN, run);
        bind(engine, Binding.RUNS, Optional.of(runs));
    }

    /** Only what has changed is told again, because a user may have assigned something else. */
    private void bind(SnippetEngine engine, Binding binding, Optional<?> value) {
        if (!value.equals(told.get(binding))) {
            binding.in(engine, value);
            told.put(binding, value);
        }
    }
}
