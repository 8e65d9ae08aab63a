package ai.arkor.shell.backend;

import ai.arkor.api.AbortedException;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.EventOptions;
import ai.arkor.api.EventStream;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/** A run that does what a test tells it to. */
public final class ScriptedRun implements TrainingRun {

    private final String id;
    private final CompletableFuture<AwaitOptions> awaited = new CompletableFuture<>();
    private final CompletableFuture<TrainingResult> result = new CompletableFuture<>();
    private final ScriptedEvents pulled = new ScriptedEvents();
    private volatile JobStatus status = JobStatus.QUEUED;
    private volatile Optional<String> error = Optional.empty();
    /** Thrown instead of a refreshed job. */
    public volatile Optional<RuntimeException> refreshFails = Optional.empty();
    /** Thrown instead of cancelling it. */
    public volatile Optional<RuntimeException> cancelFails = Optional.empty();
    public final ScriptedChat chat = new ScriptedChat();

    public ScriptedRun(String id) {
        this.id = id;
    }

    /** Tells an event to whoever awaits. */
    public void emit(TrainingEvent event) {
        AwaitOptions options = awaited.join();
        CompletableFuture.runAsync(() -> options.onEvent().accept(event), options.executor().orElse(Runnable::run)).join();
    }

    public void fail(String why) {
        error = Optional.of(why);
        end(JobStatus.FAILED);
    }

    /** Has an event for those who pull them. */
    public ScriptedRun with(TrainingEvent event) {
        status = JobStatus.RUNNING;
        pulled.add(event);
        return this;
    }

    /** Waits until somebody who pulls the events has all there are. */
    public void awaitRead() throws InterruptedException {
        pulled.awaitRead();
    }

    public void end(JobStatus how, JsonValue... artifacts) {
        status = how;
        pulled.end();
        result.complete(new TrainingResult(job(), List.of(artifacts)));
    }

    public void loseStream(RuntimeException why) {
        result.completeExceptionally(why);
    }

    @Override
    public String jobId() {
        return id;
    }

    @Override
    public RunReference reference() {
        return new RunReference(RunReference.LOCAL, "local", "project", id);
    }

    @Override
    public TrainingJob job() {
        JsonObject json = JsonValue.object().with("config", JsonValue.object().with("model", JsonValue.of("m")))
                .with("orgId", JsonValue.of("o")).with("projectId", JsonValue.of("p")).with("name", JsonValue.of("name-of-" + id));
        return TrainingJob.of(json.with("error", JsonValue.of(error.orElse(null))).with("id", JsonValue.of(id)).with("status", JsonValue.of(status.raw()))
                .with("createdAt", JsonValue.of("2026-01-02T03:04:05.000Z")));
    }

    @Override
    public TrainingJob refresh() {
        refreshFails.ifPresent(failure -> {
            throw failure;
        });
        return job();
    }

    @Override
    public TrainingResult await(AwaitOptions options) throws InterruptedException {
        try {
            return awaitAsync(options).get();
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public CompletableFuture<TrainingResult> awaitAsync(AwaitOptions options) {
        awaited.complete(options);
        CompletableFuture<TrainingResult> told = result.copy();
        options.abortSignal().ifPresent(signal -> signal.onAbort(() -> told.completeExceptionally(new AbortedException(signal.reason().orElse("")))));
        return told;
    }

    @Override
    public boolean cancel() {
        cancelFails.ifPresent(failure -> {
            throw failure;
        });
        boolean goesOn = !result.isDone();
        if (goesOn) {
            end(JobStatus.CANCELLED);
        }
        return goesOn;
    }

    @Override
    public EventStream events(EventOptions options) {
        return pulled.open(options.afterEvent().orElse(""));
    }

    @Override
    public Flow.Publisher<TrainingEvent> publisher(EventOptions options) {
        throw new AssertionError("not part of these tests");
    }

    @Override
    public ChatResponse infer(ChatRequest request, ChatOptions options) {
        return chat.whole(request);
    }

    @Override
    public ChatStream inferStream(ChatRequest request, ChatOptions options) {
        return chat.stream(request);
    }
}
