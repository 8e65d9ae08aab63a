package ai.arkor.api;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** A client that takes submissions and ends every run at once, completed, unless a test makes others of it. */
class FakeClient implements ArkorClient {

    final List<TrainerConfig> submitted = new CopyOnWriteArrayList<>();
    final List<Path> projects = new CopyOnWriteArrayList<>();
    volatile RuntimeException nextSubmissionFails;

    static TrainingJob job(String id, JobStatus status) {
        JsonObject json = JsonValue.object().with("config", JsonValue.object().with("model", JsonValue.of("m")));
        for (String field : List.of("orgId", "projectId", "name")) {
            json = json.with(field, JsonValue.of(field));
        }
        return TrainingJob.of(json.with("id", JsonValue.of(id)).with("status", JsonValue.of(status.raw()))
                .with("createdAt", JsonValue.of("2026-01-02T03:04:05.000Z")));
    }

    @Override
    public TrainingRun submit(TrainerConfig config, RunOptions options) {
        RuntimeException failure = nextSubmissionFails;
        if (failure != null) {
            nextSubmissionFails = null;
            throw failure;
        }
        submitted.add(config);
        return run("job-" + submitted.size(), config, options);
    }

    TrainingRun run(String id, TrainerConfig config, RunOptions options) {
        return new FakeRun(id);
    }

    @Override
    public ArkorClient forProject(Path projectDirectory) {
        projects.add(projectDirectory);
        return this;
    }

    @Override
    public String backend() {
        return RunReference.LOCAL;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.ARKOR_CLOUD;
    }

    @Override
    public TrainingRun attach(RunReference reference, RunOptions options) {
        return new FakeRun(reference.jobId());
    }

    @Override
    public List<TrainingRun> runs() {
        return List.of();
    }

    @Override
    public List<TrainingRun> allRuns() {
        return List.of();
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatOptions options) {
        throw new AssertionError("not part of these tests");
    }

    @Override
    public ChatStream chatStream(ChatRequest request, ChatOptions options) {
        throw new AssertionError("not part of these tests");
    }

    @Override
    public void close() {}

    static class FakeRun implements TrainingRun {

        private final String jobId;

        FakeRun(String jobId) {
            this.jobId = jobId;
        }

        @Override
        public String jobId() {
            return jobId;
        }

        @Override
        public RunReference reference() {
            return new RunReference(RunReference.LOCAL, "o", "p", jobId);
        }

        @Override
        public TrainingJob job() {
            return FakeClient.job(jobId, JobStatus.QUEUED);
        }

        @Override
        public TrainingJob refresh() {
            return job();
        }

        @Override
        public TrainingResult await(AwaitOptions options) {
            return new TrainingResult(FakeClient.job(jobId, JobStatus.COMPLETED), List.of());
        }

        @Override
        public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions options) {
            return CompletableFuture.completedFuture(await(options));
        }

        @Override
        public EventStream events(EventOptions options) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public Flow.Publisher<TrainingEvent> publisher(EventOptions options) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public ChatResponse infer(ChatRequest request, ChatOptions options) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public ChatStream inferStream(ChatRequest request, ChatOptions options) {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public boolean cancel() {
            return true;
        }
    }
}
