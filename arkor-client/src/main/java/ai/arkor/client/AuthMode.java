package ai.arkor.client;

import java.util.Optional;

/** Who may call a deployment. */
public enum AuthMode {
    /** Everybody. */
    NONE("none"),
    /** Whoever has one of its keys. */
    FIXED_API_KEY("fixed_api_key");

    private final String wire;

    AuthMode(String wire) {
        this.wire = wire;
    }

    /** The word the protocol has for it. */
    public String wire() {
        return wire;
    }

    static Optional<AuthMode> of(String wire) {
        for (AuthMode mode : values()) {
            if (mode.wire.equals(wire)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
