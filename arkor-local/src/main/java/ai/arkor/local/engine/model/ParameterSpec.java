package ai.arkor.local.engine.model;

import java.util.List;

/**
 * One parameter before it exists.
 *
 * @param decayed whether weight decay applies to it; not to the gains of norms
 */
record ParameterSpec(String name, List<Long> shape, boolean decayed, Initialization initialization) {
    static ParameterSpec matrix(String name, long rows, long columns, Initialization initialization) {
        return new ParameterSpec(name, List.of(rows, columns), true, initialization);
    }

    static ParameterSpec gain(String name, long size) {
        return new ParameterSpec(name, List.of(size), false, Initialization.constant(1));
    }

    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
