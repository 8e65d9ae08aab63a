package ai.arkor.local.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Keys and values of the tokens one sequence has read so far, room for all of them allocated at once. First the whole prompt goes
 * through the model, then token after token. Owns native memory until closed.
 */
@SuppressWarnings("try") // scopes work by being open; nothing is called on them
public final class KvCache implements AutoCloseable {
    private final int capacity;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private int length;

    /** @param capacity tokens, prompt and continuation together */
    public KvCache(LlamaModel model, int capacity) {
        this.capacity = capacity;
        LlamaConfig config = model.config();
        long[] shape = {1, config.keyValueHeads(), capacity, config.headSize()};
        try (PointerScope scope = new PointerScope()) {
            TensorOptions options = new TensorOptions(model.precision().scalarType());
            for (int layer = 0; layer < config.layers(); layer++) {
                keys.add(torch.zeros(shape, options).retainReference());
                values.add(torch.zeros(shape, options).retainReference());
            }
        }
    }

    /** Tokens read so far. */
    public int length() {
        return length;
    }

    public int capacity() {
        return capacity;
    }

    void checkRoomFor(int tokens) {
        if (length + tokens > capacity) {
            throw new IllegalStateException("The cache has room for " + capacity + " tokens and holds " + length + " already");
        }
        if (length > 0 && tokens != 1) {
            throw new IllegalStateException("After the prompt, tokens are read one by one, not " + tokens + " at once");
        }
    }

    /** @param newKeys shape [1, keyValueHeads, tokens, headSize]; stored behind what is there */
    void store(int layer, Tensor newKeys, Tensor newValues, long tokens) {
        keys.get(layer).narrow(2, length, tokens).copy_(newKeys);
        values.get(layer).narrow(2, length, tokens).copy_(newValues);
    }

    /** Keys up to and with the ones just stored. */
    Tensor keys(int layer, long tokens) {
        return keys.get(layer).narrow(2, 0, length + tokens);
    }

    Tensor values(int layer, long tokens) {
        return values.get(layer).narrow(2, 0, length + tokens);
    }

    /** Called when all layers have stored their part. */
    void advance(int tokens) {
        length += tokens;
    }

    @Override
    public void close() {
        keys.forEach(Tensor::releaseReference);
        values.forEach(Tensor::releaseReference);
        keys.clear();
        values.clear();
    }
}
