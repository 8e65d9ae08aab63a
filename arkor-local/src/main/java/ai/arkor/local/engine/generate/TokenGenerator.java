package ai.arkor.local.engine.generate;

import ai.arkor.local.engine.model.KvCache;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Continues token sequences with a model, with or without an adapter on top. Used by one thread at a time. */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
public final class TokenGenerator {
    private final LlamaModel model;

    public TokenGenerator(LlamaModel model) {
        this.model = model;
    }

    /**
     * Draws a continuation, reading each token once.
     *
     * @param adapter added to the model; null for the model alone
     * @param prompt at least one token, and fewer than the model's longest sequence
     * @param listener called with each token as it is drawn; false ends the text after it
     * @throws IllegalArgumentException when the prompt is empty or leaves no room
     */
    public Generation generate(
            @Nullable LoraAdapter adapter, int[] prompt, GenerationOptions options, IntPredicate listener) {
        int room = model.config().maxPositions() - prompt.length;
        if (prompt.length == 0 || room < 1) {
            throw new IllegalArgumentException("The prompt has " + prompt.length + " tokens; the model reads 1 to "
                    + (model.config().maxPositions() - 1) + ".");
        }
        int limit = Math.min(options.maxTokens(), room);
        Sampler sampler = new Sampler(options, new Random(options.seed()));
        List<Integer> tokens = new ArrayList<>();
        try (InferenceMode inference = new InferenceMode();
                KvCache cache = new KvCache(model, prompt.length + limit)) {
            int next = read(adapter, prompt, cache, sampler);
            while (!options.stopTokens().contains(next)) {
                tokens.add(next);
                if (!listener.test(next)) {
                    return new Generation(tokens, Generation.End.CANCELLED);
                }
                if (tokens.size() == limit) {
                    return new Generation(tokens, Generation.End.LENGTH);
                }
                next = read(adapter, new int[] {next}, cache, sampler);
            }
            return new Generation(tokens, Generation.End.STOP_TOKEN);
        }
    }

    /** @return the token drawn after {@code tokens} */
    private int read(@Nullable LoraAdapter adapter, int[] tokens, KvCache cache, Sampler sampler) {
        try (PointerScope scope = new PointerScope()) {
            long[] ids = new long[tokens.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tokens[i];
            }
            Tensor hidden = model.hiddenStates(model.tokenIds(ids, ids.length), adapter, cache);
            return sampler.next(model.logits(hidden.select(1, ids.length - 1)));
        }
    }
}
