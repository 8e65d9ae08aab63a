package ai.arkor.local.engine.model;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The element type a model computes in. Double precision is for gradient checks. */
public enum Precision {
    FLOAT32(ScalarType.Float),
    FLOAT64(ScalarType.Double);

    private final ScalarType scalarType;

    Precision(ScalarType scalarType) {
        this.scalarType = scalarType;
    }

    ScalarType scalarType() {
        return scalarType;
    }
}
