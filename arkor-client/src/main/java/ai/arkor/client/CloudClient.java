package ai.arkor.client;

import ai.arkor.api.AbortSignal;
import ai.arkor.api.ArkorClient;
import ai.arkor.api.Capabilities;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.RunOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The client of a backend that speaks the protocol. */
final class CloudClient implements ArkorClient {

    private static final Comparator<TrainingRun> NEWEST_FIRST =
            Comparator.comparing((TrainingRun run) -> run.job().createdAt().orElse(Instant.EPOCH)).reversed();

    private final Backend backend;
    private final Projects projects;
    private final Path directory;
    private final boolean owner;

    /** @param owner whether closing this closes the backend's connections */
    CloudClient(Backend backend, Projects projects, Path directory, boolean owner) {
        this.backend = backend;
        this.projects = projects;
        this.directory = directory;
        this.owner = owner;
    }

    @Override
    public String backend() {
        return backend.name();
    }

    @Override
    public Capabilities capabilities() throws InterruptedException {
        return backend.capabilities();
    }

    @Override
    public TrainingRun submit(TrainerConfig config, RunOptions options) throws InterruptedException {
        options.abortSignal().ifPresent(AbortSignal::throwIfAborted);
        // A folder of somebody else's is refused before anything is sent.
        projects.find(directory);
        JsonObject wire = Submission.config(config, backend.capabilities(), directory);
        Scope scope = projects.ensure(directory);
        TrainingJob job = backend.api().createJob(scope, config.name(), wire);
        return new CloudRun(backend, scope, job, options);
    }

    @Override
    public ArkorClient forProject(Path projectDirectory) {
        return new CloudClient(backend, projects, projectDirectory.toAbsolutePath().normalize(), false);
    }

    @Override
    public TrainingRun attach(RunReference reference, RunOptions options) throws InterruptedException {
        if (!reference.backend().equals(backend.name())) {
            throw new IllegalArgumentException("The run " + reference + " is on another backend than " + backend.name());
        }
        Scope scope = new Scope(reference.orgSlug(), reference.projectSlug());
        return new CloudRun(backend, scope, backend.api().job(scope, reference.jobId()), options);
    }

    @Override
    public List<TrainingRun> runs() throws InterruptedException {
        Optional<Scope> scope = projects.find(directory);
        return scope.isEmpty() ? List.of() : sorted(runs(scope.get()));
    }

    @Override
    public List<TrainingRun> allRuns() throws InterruptedException {
        String org = projects.organisation(directory);
        List<TrainingRun> all = new ArrayList<>();
        for (JsonObject project : backend.api().projects(org)) {
            Optional<String> slug = project.string("slug");
            if (slug.isPresent()) {
                all.addAll(runs(new Scope(org, slug.get())));
            }
        }
        return sorted(all);
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatOptions options) throws InterruptedException {
        ChatRequest ready = ready(request, options);
        return backend.api().chat(projects.ensure(directory), ready, options);
    }

    @Override
    public ChatStream chatStream(ChatRequest request, ChatOptions options) throws InterruptedException {
        ChatRequest ready = ready(request, options);
        return backend.api().chatStream(projects.ensure(directory), ready, options);
    }

    @Override
    public void close() {
        if (owner) {
            backend.api().close();
        }
    }

    private ChatRequest ready(ChatRequest request, ChatOptions options) throws InterruptedException {
        options.abortSignal().ifPresent(AbortSignal::throwIfAborted);
        if (request.model().isEmpty()) {
            throw new IllegalArgumentException("A chat request to a client must name its model, for instance with ModelRef.base(..)");
        }
        return Submission.chat(request, backend.capabilities(), directory);
    }

    private List<TrainingRun> runs(Scope scope) throws InterruptedException {
        List<TrainingRun> runs = new ArrayList<>();
        for (JsonObject listed : backend.api().jobs(scope)) {
            Optional<String> id = listed.string("id");
            if (id.isPresent()) {
                runs.add(new CloudRun(backend, scope, job(scope, id.get(), listed), RunOptions.DEFAULT));
            }
        }
        return runs;
    }

    /** A list may leave out the configuration; the job itself does not. */
    private TrainingJob job(Scope scope, String id, JsonObject listed) throws InterruptedException {
        try {
            return TrainingJob.of(listed);
        } catch (IllegalArgumentException incomplete) {
            return backend.api().job(scope, id);
        }
    }

    private static List<TrainingRun> sorted(List<TrainingRun> runs) {
        return runs.stream().sorted(NEWEST_FIRST).toList();
    }
}
