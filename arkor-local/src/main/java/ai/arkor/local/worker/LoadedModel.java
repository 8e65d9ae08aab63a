package ai.arkor.local.worker;

import ai.arkor.local.engine.generate.Generation;
import ai.arkor.local.engine.generate.GenerationOptions;
import ai.arkor.local.engine.generate.TokenGenerator;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.IncrementalDecoder;
import ai.arkor.local.engine.text.Tokenizer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A base model with its tokenizer and the adapters asked for lately. Used by one thread. */
final class LoadedModel implements AutoCloseable {

    private static final int MOST_ADAPTERS = 8;

    private final Path folder;
    private final LlamaModel model;
    private final Tokenizer tokenizer;
    private final Map<Path, LoraAdapter> adapters = new LinkedHashMap<>(MOST_ADAPTERS, 1, true);

    private LoadedModel(Path folder, LlamaModel model, Tokenizer tokenizer) {
        this.folder = folder;
        this.model = model;
        this.tokenizer = tokenizer;
    }

    static LoadedModel load(Path folder) {
        Tokenizer tokenizer = Tokenizer.load(folder);
        try {
            return new LoadedModel(folder, LlamaModel.load(folder, Precision.FLOAT32), tokenizer);
        } catch (RuntimeException | LinkageError e) {
            tokenizer.close();
            throw e;
        }
    }

    void answer(Task task, Answers answers, BooleanSupplier cancelled) {
        int[] prompt = prompt(task);
        GenerationOptions options = new GenerationOptions(task.maxTokens(), task.temperature(), task.topP(), task.seed(), stopTokens(task));
        IncrementalDecoder decoder = task.raw() ? tokenizer.decoder(prompt) : tokenizer.decoder();
        StopTexts text = new StopTexts(task.stop(), delta -> answers.delta(task.id(), delta));
        Generation generation = new TokenGenerator(model).generate(adapter(task.adapter()), prompt, options, token -> {
            text.add(decoder.add(token));
            return !text.isStopped() && !cancelled.getAsBoolean();
        });
        text.add(decoder.finish());
        text.finish();
        String reason = generation.end() == Generation.End.LENGTH && !text.isStopped() ? "length" : "stop";
        answers.done(task.id(), reason, prompt.length, generation.tokens().size());
    }

    private int[] prompt(Task task) {
        return task.raw()
                ? tokenizer.encodeSequence(task.messages().get(0).content())
                : ChatTemplate.load(folder).prompt(tokenizer, task.messages());
    }

    private Set<Integer> stopTokens(Task task) {
        Set<Integer> stop = new HashSet<>();
        tokenizer.eos().ifPresent(stop::add);
        if (!task.raw()) {
            stop.add(ChatTemplate.load(folder).endOfTurn(tokenizer));
        }
        return stop;
    }

    private @Nullable LoraAdapter adapter(@Nullable Path path) {
        if (path == null) {
            return null;
        }
        LoraAdapter known = adapters.get(path);
        if (known == null) {
            if (adapters.size() == MOST_ADAPTERS) {
                Path eldest = adapters.keySet().iterator().next();
                LoraAdapter leaving = adapters.remove(eldest);
                leaving.close();
            }
            known = LoraAdapter.load(path, model.config(), Precision.FLOAT32);
            adapters.put(path, known);
        }
        return known;
    }

    @Override
    public void close() {
        adapters.values().forEach(LoraAdapter::close);
        model.close();
        tokenizer.close();
    }
}
