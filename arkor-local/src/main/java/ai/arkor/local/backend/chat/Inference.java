package ai.arkor.local.backend.chat;

import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.launch.WorkerCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Asks the inference worker, which is started when first needed and ended when it had nothing to do for a while. Thread-safe; owns the worker. */
public final class Inference implements AutoCloseable {

    private final DataDirectory data;
    private final WorkerCommands commands;
    private final InstantSource clock;
    private final Duration idle;
    private @Nullable InferProcess worker;
    private Instant lastAsked;

    /** @param idle how long the worker, and with it the models it loaded, is kept without questions */
    public Inference(DataDirectory data, WorkerCommands commands, InstantSource clock, Duration idle) {
        this.data = data;
        this.commands = commands;
        this.clock = clock;
        this.idle = idle;
        this.lastAsked = clock.instant();
    }

    /** @throws IOException when no worker can be started */
    public synchronized Answer ask(Question question) throws IOException {
        lastAsked = clock.instant();
        InferProcess usable = worker;
        if (usable == null || !usable.isUsable()) {
            usable = InferProcess.start(commands, data.inferenceLog());
            worker = usable;
        }
        return usable.ask(question);
    }

    /** Ends the worker when it is idle. To be called now and then. */
    public synchronized void rest() {
        if (worker != null && worker.inFlight() == 0 && lastAsked.plus(idle).isBefore(clock.instant())) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.kill();
            worker = null;
        }
    }
}
