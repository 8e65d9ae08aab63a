package ai.arkor.local.engine.model;

import java.util.List;

/**
 * One parameter before it exists.
 *
 * @param decayed whether weight decay applies to it; not to the gains of norms
 * @param initialStd standard deviation of its normal initial values; 0 for none
 */
record ParameterSpec(String name, List<Long> shape, boolean decayed, double initialStd) {
    static ParameterSpec matrix(String name, long rows, long columns, double initialStd) {
        return new ParameterSpec(name, List.of(rows, columns), true, initialStd);
    }

    static ParameterSpec gain(String name, long size) {
        return new ParameterSpec(name, List.of(size), false, 0);
    }

    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
