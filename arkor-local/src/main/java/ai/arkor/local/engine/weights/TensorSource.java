package ai.arkor.local.engine.weights;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/** Named tensors to read: one safetensors file or a folder of shards. Not thread-safe. */
public interface TensorSource extends AutoCloseable {
    Set<String> names();

    /** @throws WeightsException naming the tensor when there is none of that name */
    StoredTensor find(String name);

    /** Fills {@code target}, which must have room for exactly the tensor's elements, with its values widened to float32. */
    void read(String name, FloatBuffer target);

    /** @throws WeightsException saying expected and found shape when they differ */
    default void read(String name, List<Long> expectedShape, FloatBuffer target) {
        StoredTensor tensor = find(name);
        if (!tensor.shape().equals(expectedShape)) {
            throw new WeightsException(
                    "Tensor " + name + " has shape " + tensor.shape() + ", expected " + expectedShape + ".");
        }
        read(name, target);
    }

    @Override
    void close();
}
