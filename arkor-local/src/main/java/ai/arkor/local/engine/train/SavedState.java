package ai.arkor.local.engine.train;

import ai.arkor.local.engine.model.ParameterSet;
import ai.arkor.local.engine.weights.SafetensorsFile;
import ai.arkor.local.engine.weights.SafetensorsWriter;
import ai.arkor.local.engine.weights.StoredType;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A run's parameters, optimizer moments and step in one safetensors file; the loop needs nothing else to go on. */
@SuppressWarnings("try") // scopes and guards work by being open; nothing is called on them
final class SavedState {
    private static final String VALUES = "values";
    private static final String FIRST = "first_moment";
    private static final String SECOND = "second_moment";
    private static final String STEP = "step";

    private SavedState() {}

    static void write(Path file, ParameterSet parameters, AdamW optimizer, long step) {
        List<Long> shape = List.of(parameters.values().numel());
        new SafetensorsWriter(StoredType.F32)
                .metadata(STEP, Long.toString(step))
                .tensor(VALUES, shape, () -> floats(parameters.values()))
                .tensor(FIRST, shape, () -> floats(optimizer.firstMoment()))
                .tensor(SECOND, shape, () -> floats(optimizer.secondMoment()))
                .write(file);
    }

    private static FloatBuffer floats(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            return tensor.createBuffer();
        }
    }

    /** @return the step the state was saved after */
    static long read(Path file, ParameterSet parameters, AdamW optimizer) {
        try (SafetensorsFile source = SafetensorsFile.open(file);
                PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            String step = source.metadata().get(STEP);
            if (step == null) {
                throw new TrainingException(file + " is not a training state: it names no step.");
            }
            List<Long> shape = List.of(parameters.values().numel());
            for (Map.Entry<String, Tensor> part : Map.of(
                            VALUES, parameters.values(), FIRST, optimizer.firstMoment(), SECOND, optimizer.secondMoment())
                    .entrySet()) {
                FloatBuffer target = part.getValue().createBuffer();
                source.read(part.getKey(), shape, target);
            }
            return Long.parseLong(step);
        }
    }
}
