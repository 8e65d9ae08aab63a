package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.Capabilities;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.RunOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The client of the usual backend, which is connected to when it is first asked for something. Thread-safe; closing it closes nothing. */
public final class UsualBackend implements ArkorClient {

    private final Backends backends;
    private final Optional<String> asked;
    private final UnaryOperator<ArkorClient> project;

    /** @param asked an address or {@code local} in place of the usual one */
    public UsualBackend(Backends backends, Optional<String> asked) {
        this(backends, asked, client -> client);
    }

    private UsualBackend(Backends backends, Optional<String> asked, UnaryOperator<ArkorClient> project) {
        this.backends = backends;
        this.asked = asked;
        this.project = project;
    }

    private ArkorClient client() throws InterruptedException {
        return project.apply(backends.open(asked));
    }

    @Override
    public String backend() {
        try {
            return client().backend();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArkorException("Interrupted while the backend was connected to", e);
        }
    }

    @Override
    public Capabilities capabilities() throws InterruptedException {
        return client().capabilities();
    }

    @Override
    public TrainingRun submit(TrainerConfig config, RunOptions options) throws InterruptedException {
        return client().submit(config, options);
    }

    @Override
    public ArkorClient forProject(Path projectDirectory) {
        return new UsualBackend(backends, asked, client -> client.forProject(projectDirectory));
    }

    @Override
    public TrainingRun attach(RunReference reference, RunOptions options) throws InterruptedException {
        return client().attach(reference, options);
    }

    @Override
    public List<TrainingRun> runs() throws InterruptedException {
        return client().runs();
    }

    @Override
    public List<TrainingRun> allRuns() throws InterruptedException {
        return client().allRuns();
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatOptions options) throws InterruptedException {
        return client().chat(request, options);
    }

    @Override
    public ChatStream chatStream(ChatRequest request, ChatOptions options) throws InterruptedException {
        return client().chatStream(request, options);
    }

    @Override
    public void close() {
        // The program's own connections are closed at its end.
    }

    /** Connects to nothing. */
    @Override
    public String toString() {
        return "the client of " + backends.choice(asked).map(Object::toString).orElse("the usual backend");
    }
}
