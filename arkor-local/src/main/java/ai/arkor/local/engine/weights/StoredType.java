package ai.arkor.local.engine.weights;

/** Element types this reader widens to float32. Safetensors knows more; those are refused by name. */
public enum StoredType {
    F32(4),
    F16(2),
    BF16(2);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
