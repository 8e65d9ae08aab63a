package ai.arkor.client;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.EventOptions;
import ai.arkor.api.EventStream;
import ai.arkor.api.RunOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.client.observation.Awaiting;
import ai.arkor.client.observation.JobCell;
import ai.arkor.client.observation.PublishedEvents;
import ai.arkor.client.observation.PulledEvents;
import ai.arkor.client.observation.RunSource;
import ai.arkor.client.transport.Call;
import ai.arkor.client.transport.Opening;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A run on a backend that speaks the protocol. */
final class CloudRun implements TrainingRun {

    private final Backend backend;
    private final Scope scope;
    private final String jobId;
    private final JobCell job;
    private final RunSource source;
    private final Awaiting awaiting;

    CloudRun(Backend backend, Scope scope, TrainingJob first, RunOptions options) {
        this.backend = backend;
        this.scope = scope;
        this.jobId = first.id();
        this.job = new JobCell(first);
        this.source = new Source(backend, scope, jobId);
        this.awaiting = new Awaiting(this, job, source, options, backend.timing(), backend.transport());
    }

    @Override
    public String jobId() {
        return jobId;
    }

    @Override
    public RunReference reference() {
        return new RunReference(backend.name(), scope.orgSlug(), scope.projectSlug(), jobId);
    }

    @Override
    public TrainingJob job() {
        return job.job();
    }

    @Override
    public TrainingJob refresh() throws InterruptedException {
        return job.replace(backend.api().job(scope, jobId));
    }

    @Override
    public TrainingResult await(AwaitOptions options) throws InterruptedException {
        return awaiting.await(options);
    }

    @Override
    public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions options) {
        return awaiting.awaitAsync(options);
    }

    @Override
    public EventStream events(EventOptions options) {
        return new PulledEvents(source, backend.timing(), options, job, backend.transport().lifetimes());
    }

    @Override
    public Flow.Publisher<TrainingEvent> publisher(EventOptions options) {
        return new PublishedEvents(source, backend.timing(), options, job, backend.transport().threads().callbacks(), backend.transport().lifetimes());
    }

    @Override
    public ChatResponse infer(ChatRequest request, ChatOptions options) throws InterruptedException {
        return backend.api().chat(scope, toThis(request), options);
    }

    @Override
    public ChatStream inferStream(ChatRequest request, ChatOptions options) throws InterruptedException {
        return backend.api().chatStream(scope, toThis(request), options);
    }

    @Override
    public boolean cancel() throws InterruptedException {
        if (job().status().isTerminal()) {
            return false;
        }
        try {
            backend.api().cancelJob(scope, jobId);
            return true;
        } catch (CloudApiException refused) {
            if (refused.status() == 409) {
                return false;
            }
            throw refused;
        }
    }

    private ChatRequest toThis(ChatRequest request) {
        return request.model().isPresent() ? request : request.toBuilder().model(ModelRef.finalAdapter(jobId)).build();
    }

    @Override
    public String toString() {
        return "TrainingRun[" + reference() + " " + job().status() + "]";
    }

    private record Source(Backend backend, Scope scope, String jobId) implements RunSource {
        @Override
        public CompletableFuture<Opening> open(Optional<String> lastEventId) {
            return backend.transport().open(Call.get(scope.job(jobId) + "/events/stream", scope.query()), lastEventId);
        }

        @Override
        public CompletableFuture<TrainingJob> fetch() {
            return backend.api().jobAsync(scope, jobId);
        }

        @Override
        public CompletableFuture<?> cancel() {
            return backend.api().cancelJobAsync(scope, jobId);
        }
    }
}
