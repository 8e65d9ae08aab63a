package ai.arkor.local;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.BackendRecord;
import ai.arkor.local.backend.home.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The embedded backend of a data directory: a process of its own, which outlives whoever started it. Immutable and thread-safe; holds no connection.
 */
public final class LocalBackend {

    private final LocalOptions options;
    private final BackendRecord record;

    private LocalBackend(LocalOptions options, BackendRecord record) {
        this.options = options;
        this.record = record;
    }

    /**
     * The backend that runs, if one does.
     *
     * @throws LocalBackendException when its record cannot be read
     */
    public static Optional<LocalBackend> find(LocalOptions options) {
        try {
            return BackendRecord.read(new DataDirectory(options.dataDirectory()))
                    .filter(record -> ProcessHandle.of(record.pid()).isPresent())
                    .filter(BackendCalls::answers)
                    .map(record -> new LocalBackend(options, record));
        } catch (IOException e) {
            throw new LocalBackendException("The embedded backend's record in " + options.dataDirectory() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The backend that runs, or one that is started now. When several callers start one at once, all get the same.
     *
     * @throws LocalBackendException when none can be started, with the last lines of its log
     */
    public static LocalBackend ensure(LocalOptions options) throws InterruptedException {
        Optional<LocalBackend> running = find(options);
        return running.isPresent() ? running.get() : new BackendStart(options).await();
    }

    /** The address its clients use. */
    public URI address() {
        return record.address();
    }

    /** The bearer token its clients send; a secret of this machine's user, good for as long as the process lives. */
    public String token() {
        return record.token();
    }

    /** The slug of the one organisation it has. */
    public String organisation() {
        return "local";
    }

    public long pid() {
        return record.pid();
    }

    /** @throws LocalBackendException when it does not answer any more */
    public BackendStatus status() {
        JsonObject status = BackendCalls.status(record);
        return new BackendStatus(status.string("version").orElse(""), record.pid(), record.address(), count(status, "running"), count(status, "queued"),
                options.dataDirectory());
    }

    private static int count(JsonObject status, String field) {
        return status.number(field).map(Number::intValue).orElse(0);
    }

    /**
     * Asks it to end and waits until it has, at most 10 seconds. Runs that are going on fail, saying that the backend was stopped; jobs that wait are
     * taken up by the next backend.
     *
     * @throws LocalBackendException when it does not end
     */
    public void stop() throws InterruptedException {
        BackendCalls.stop(record);
        Optional<ProcessHandle> process = ProcessHandle.of(record.pid());
        if (process.isPresent() && record.pid() != ProcessHandle.current().pid()) {
            BackendCalls.awaitExit(process.get(), Duration.ofSeconds(10), new DataDirectory(options.dataDirectory()).log());
        }
    }

    /**
     * Where a client keeps what it knows of a project folder: under the data directory, so that the folder itself is not touched.
     *
     * @param projectDirectory need not exist
     */
    public Path stateFile(Path projectDirectory) {
        return new DataDirectory(options.dataDirectory()).state(projectSlug(projectDirectory));
    }

    /** The slug of a folder's project: what people recognise it by, and a hash that tells folders of one name apart. */
    public String projectSlug(Path projectDirectory) {
        return ProjectSlug.of(projectDirectory);
    }

    @Override
    public String toString() {
        return "LocalBackend[" + record.address() + ", " + options.dataDirectory() + "]";
    }
}
