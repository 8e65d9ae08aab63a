package ai.arkor.local.engine.weights;

import java.util.List;

/**
 * Where one tensor lies in a safetensors file.
 *
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last one, counted from the end of the header
 */
public record StoredTensor(String name, StoredType type, List<Long> shape, long begin, long end) {
    public StoredTensor {
        shape = List.copyOf(shape);
    }

    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
