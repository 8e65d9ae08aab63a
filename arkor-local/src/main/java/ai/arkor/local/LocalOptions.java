package ai.arkor.local;

import java.nio.file.Path;
import java.time.Duration;

/** Where an embedded backend keeps its things, and when it ends by itself. Immutable. */
public final class LocalOptions {

    private final Path dataDirectory;
    private final Duration idleTimeout;
    private final Duration startTimeout;

    private LocalOptions(Path dataDirectory, Duration idleTimeout, Duration startTimeout) {
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.idleTimeout = idleTimeout;
        this.startTimeout = startTimeout;
    }

    /** The user's own backend: {@code <home>/.arkor/local}. */
    public static LocalOptions inHome(Path home) {
        return inDirectory(home.resolve(".arkor").resolve("local"));
    }

    /** The backend of that data directory, which is created when needed and closed to other users. */
    public static LocalOptions inDirectory(Path dataDirectory) {
        return new LocalOptions(dataDirectory, Duration.ofMinutes(10), Duration.ofSeconds(60));
    }

    /** How long the backend waits for somebody to ask something, when no run is going on, before it ends; 10 minutes unless set. At least a second. */
    public LocalOptions idleTimeout(Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("idleTimeout must be 1 second or more, not " + value);
        }
        return new LocalOptions(dataDirectory, value, startTimeout);
    }

    /** How long a started backend may take until it answers; a minute unless set. */
    public LocalOptions startTimeout(Duration value) {
        return new LocalOptions(dataDirectory, idleTimeout, value);
    }

    /** Absolute. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    public Duration idleTimeout() {
        return idleTimeout;
    }

    public Duration startTimeout() {
        return startTimeout;
    }

    @Override
    public String toString() {
        return "LocalOptions[" + dataDirectory + "]";
    }
}
