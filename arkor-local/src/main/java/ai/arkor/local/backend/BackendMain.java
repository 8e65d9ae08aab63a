package ai.arkor.local.backend;

import ai.arkor.api.ArkorException;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.job.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend process: {@code BackendMain <data directory> <idle seconds>}. It ends with status 0 also when another process is the backend already:
 * of two that start at once, one stays.
 */
public final class BackendMain {

    private static final Logger log = LoggerFactory.getLogger(BackendMain.class);

    private BackendMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        DataDirectory data = new DataDirectory(Path.of(arguments[0]));
        Duration idle = Duration.ofSeconds(Long.parseLong(arguments[1]));
        try {
            run(data, idle);
        } catch (IOException | ArkorException e) {
            log.debug("The backend of {} could not start", data.root(), e);
            log.error("{}", e instanceof IOException io ? FileProblem.of(io) : e.getMessage());
            System.exit(1);
        }
    }

    private static void run(DataDirectory data, Duration idle) throws IOException, InterruptedException {
        Optional<Backend> started = Backend.start(data, BackendSettings.of(idle, WorkerCommands.jvms(data.natives())));
        if (started.isEmpty()) {
            log.info("Another process is the backend of {} already", data.root());
            return;
        }
        try (Backend backend = started.get()) {
            Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "arkor-shutdown"));
            backend.awaitEnd();
            log.info("Backend of {} ends", data.root());
        }
    }
}
