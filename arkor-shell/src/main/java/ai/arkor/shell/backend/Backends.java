package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Connects to the backend a command means, once each. Thread-safe; closing it closes its clients. */
public final class Backends implements AutoCloseable {

    private final Connector connector;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Consumer<String> announcements;
    private final Opened opened;

    /** What was connected to, shared with the {@link #quiet()} ones; it is its own lock. */
    private static final class Opened {
        private final Map<URI, ArkorClient> remotes = new HashMap<>();
        private final Set<ArkorClient> embedded = new HashSet<>();
        private final Set<BackendChoice> announced = new HashSet<>();
        private final OwnThreads threads = new OwnThreads();
    }

    /** @param announcements told in one line which backend is used, when it is first used */
    public Backends(Connector connector, Map<String, String> environment, Path workingDirectory, Consumer<String> announcements) {
        this(connector, environment, workingDirectory, announcements, new Opened());
    }

    private Backends(Connector connector, Map<String, String> environment, Path workingDirectory, Consumer<String> announcements, Opened opened) {
        this.connector = connector;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.announcements = announcements;
        this.opened = opened;
    }

    /** The same connections, with nothing announced. */
    public Backends quiet() {
        return new Backends(connector, environment, workingDirectory, line -> {}, opened);
    }

    /**
     * The client of the backend that was asked for.
     *
     * @param asked an address or {@code local}; empty for the usual one
     * @throws IllegalArgumentException when an address is none
     */
    public ArkorClient open(Optional<String> asked) throws InterruptedException {
        return client(BackendChoice.of(asked, environment, asked.isPresent() ? Optional.empty() : connector.signedIn()));
    }

    /** The client of the usual backend, without a word; empty when that is the embedded one and does not run. */
    public Optional<ArkorClient> openIfRunning() throws InterruptedException {
        BackendChoice choice = choice();
        if (choice instanceof BackendChoice.Remote remote) {
            synchronized (opened) {
                return Optional.of(remote(remote));
            }
        }
        // Not under the lock, which is held while a backend starts.
        Optional<ArkorClient> running = opened.threads.call(() -> connector.embeddedIfRunning(workingDirectory));
        synchronized (opened) {
            running.ifPresent(opened.embedded::add);
        }
        return running;
    }

    /**
     * Which backend is used when none is asked for.
     *
     * @throws IllegalArgumentException when the environment's address is none
     */
    public BackendChoice choice() {
        return BackendChoice.of(Optional.empty(), environment, connector.signedIn());
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** The backend that {@link #open} means; empty when its address is none. */
    Optional<BackendChoice> choice(Optional<String> asked) {
        try {
            return Optional.of(BackendChoice.of(asked, environment, connector.signedIn()));
        } catch (IllegalArgumentException | ArkorException none) {
            return Optional.empty();
        }
    }

    /** The client of the backend that the run is on. */
    public ArkorClient of(RunReference reference) throws InterruptedException {
        if (!reference.isRemote() && !reference.backend().equals(RunReference.LOCAL)) {
            throw new ArkorException("The reference names the backend " + reference.backend() + ", which is neither local nor an address");
        }
        BackendChoice choice = BackendChoice.of(Optional.of(reference.backend()), Map.of(), Optional.empty());
        return client(choice instanceof BackendChoice.Remote remote ? new BackendChoice.Remote(remote.address(), "named by the run") : choice);
    }

    /** As {@link Connector#takeNotices()}. */
    public List<String> takeNotices() {
        return connector.takeNotices();
    }

    private ArkorClient client(BackendChoice choice) throws InterruptedException {
        synchronized (opened) {
            if (opened.announced.add(choice)) {
                announcements.accept("backend: " + choice);
            }
            if (choice instanceof BackendChoice.Remote remote) {
                return remote(remote);
            }
            // Asked for each time, because the embedded backend's process comes and goes.
            ArkorClient embedded = opened.threads.call(() -> connector.embedded(workingDirectory));
            opened.embedded.add(embedded);
            return embedded;
        }
    }

    /** Under the lock. */
    private ArkorClient remote(BackendChoice.Remote choice) throws InterruptedException {
        ArkorClient known = opened.remotes.get(choice.address());
        if (known == null) {
            known = opened.threads.call(() -> connector.remote(choice.address(), workingDirectory));
            opened.remotes.put(choice.address(), known);
        }
        return known;
    }

    @Override
    public void close() {
        synchronized (opened) {
            opened.remotes.values().forEach(ArkorClient::close);
            opened.remotes.clear();
            opened.embedded.forEach(ArkorClient::close);
            opened.embedded.clear();
        }
    }
}
