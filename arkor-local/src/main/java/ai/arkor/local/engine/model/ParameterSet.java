package ai.arkor.local.engine.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Named parameters that lie one after another in a single flat tensor, and so do their gradients. An optimizer step, a
 * gradient norm or a snapshot is then a few operations on one tensor, whatever the number of layers.
 *
 * <p>Decayed parameters come first, so that weight decay is one operation on the front part. Owns native memory. Not
 * thread-safe.
 */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
public final class ParameterSet implements AutoCloseable {
    /** Elements; keeps every parameter on a cache line of its own. The gaps stay zero. */
    private static final long ALIGNMENT = 16;

    private final Precision precision;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private final Tensor values;
    private final long decayedElements;
    private final List<Tensor> owned = new ArrayList<>();
    private @Nullable Tensor gradients;

    ParameterSet(List<ParameterSpec> parameters, Precision precision) {
        this.precision = precision;
        List<ParameterSpec> ordered = new ArrayList<>(parameters);
        ordered.sort((a, b) -> Boolean.compare(b.decayed(), a.decayed()));
        long size = 0;
        long decayed = 0;
        for (ParameterSpec spec : ordered) {
            offsets.put(spec.name(), size);
            specs.put(spec.name(), spec);
            size += (spec.elements() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            decayed = spec.decayed() ? size : decayed;
        }
        decayedElements = decayed;
        try (PointerScope scope = new PointerScope()) {
            values = own(torch.zeros(new long[] {size}, new TensorOptions(precision.scalarType())));
            for (ParameterSpec spec : ordered) {
                tensors.put(spec.name(), own(part(values, spec).detach()));
            }
        }
    }

    private Tensor own(Tensor tensor) {
        owned.add(tensor);
        return tensor.retainReference();
    }

    private Tensor part(Tensor flat, ParameterSpec spec) {
        long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
        return flat.narrow(0, offset(spec.name()), spec.elements()).view(shape);
    }

    private long offset(String name) {
        Long offset = offsets.get(name);
        if (offset == null) {
            throw new IllegalArgumentException("No parameter " + name);
        }
        return offset;
    }

    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    public List<Long> shape(String name) {
        return spec(name).shape();
    }

    private ParameterSpec spec(String name) {
        ParameterSpec spec = specs.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("No parameter " + name);
        }
        return spec;
    }

    Map<String, ParameterSpec> specs() {
        return Collections.unmodifiableMap(specs);
    }

    public Precision precision() {
        return precision;
    }

    /** How many trainable numbers there are, without the gaps between them. */
    public long elements() {
        return specs.values().stream().mapToLong(ParameterSpec::elements).sum();
    }

    /** The parameter itself, valid until this set is closed. */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No parameter " + name);
        }
        return tensor;
    }

    /** All values, flat. */
    public Tensor values() {
        return values;
    }

    /** All gradients, flat, in the order of {@link #values()}. */
    public Tensor gradients() {
        if (gradients == null) {
            throw new IllegalStateException("These parameters are not being trained");
        }
        return gradients;
    }

    public void zeroGradients() {
        // Returns its own receiver, which must not be closed.
        gradients().zero_();
    }

    /** The gradient of one parameter: a view, valid in the current {@link PointerScope}. */
    public Tensor gradient(String name) {
        return part(gradients(), spec(name));
    }

    /** Length of the front part of {@link #values()} that weight decay applies to. */
    public long decayedElements() {
        return decayedElements;
    }

    /** From now on backward passes add to {@link #gradients()}, which the caller zeroes. */
    public void train() {
        if (gradients != null) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor flat = own(torch.zeros_like(values));
            for (ParameterSpec spec : specs.values()) {
                Tensor tensor = tensor(spec.name()).requires_grad_(true);
                // A gradient that is already there is added to in place, so it keeps lying in the flat tensor.
                tensor.mutable_grad().put(part(flat, spec));
            }
            gradients = flat;
        }
    }

    /** Sets one parameter to the row-major float32 values that {@code filler} puts into the buffer it is given. */
    void load(String name, Consumer<FloatBuffer> filler) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Tensor staged = torch.empty(shapeArray(name), new TensorOptions(torch.ScalarType.Float), new MemoryFormatOptional());
            FloatBuffer buffer = staged.createBuffer();
            filler.accept(buffer);
            tensor(name).copy_(staged);
        }
    }

    /** A copy of one parameter's values, row-major, narrowed to float32 where they are wider. */
    public FloatBuffer copy(String name) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Tensor single = tensor(name).detach().to(torch.ScalarType.Float).contiguous();
            FloatBuffer source = single.createBuffer();
            return FloatBuffer.allocate(source.remaining()).put(source).flip();
        }
    }

    /** Gives every parameter its initial values; the same seed gives the same ones. */
    void initialize(long seed) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            torch.manual_seed(seed);
            specs.values().forEach(spec -> spec.initialization().fill(tensor(spec.name())));
        }
    }

    private long[] shapeArray(String name) {
        return shape(name).stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void close() {
        owned.forEach(Tensor::releaseReference);
        owned.clear();
    }
}
