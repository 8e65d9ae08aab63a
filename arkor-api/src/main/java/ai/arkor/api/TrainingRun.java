package ai.arkor.api;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A run that exists on a backend. It can be had again by its {@link #reference()}: {@link ArkorClient#attach(RunReference)}.
 *
 * <p>There is one observation a run object: awaits at the same time share it, and the callbacks are those of the await that began it; awaits after
 * its end get the same result. A time-out, an interrupt, an abort signal, closing, and cancelling a future end only the waiting. Only
 * {@link #cancel()} stops the run. Thread-safe.
 */
public interface TrainingRun {

    String jobId();

    RunReference reference();

    /** The job as last heard of, by the submission or by events since; asks nobody. */
    TrainingJob job();

    /**
     * Asks the backend for the job as it is now.
     *
     * @throws CloudApiException when the backend refuses
     * @throws TransportException when it could not be asked
     */
    TrainingJob refresh() throws InterruptedException;

    /** {@link #await(AwaitOptions)} with {@link AwaitOptions#DEFAULT}. */
    default TrainingResult await() throws InterruptedException {
        return await(AwaitOptions.DEFAULT);
    }

    /** {@link #await(AwaitOptions)} for at most that long. */
    default TrainingResult await(Duration timeout) throws InterruptedException {
        return await(AwaitOptions.DEFAULT.timeout(timeout));
    }

    /**
     * Observes the run until it is over, running callbacks on the caller's thread.
     *
     * @return how it ended, also when it failed or was cancelled
     * @throws AwaitTimeoutException when the options' time passed
     * @throws AbortedException when the options' or the run's signal was aborted
     * @throws StreamLostException when the stream was lost for good
     * @throws CloudApiException when the backend refuses the stream for good (401, 403, 410, 426)
     * @throws CallbackException when a callback threw a checked exception
     */
    TrainingResult await(AwaitOptions options) throws InterruptedException;

    default CompletableFuture<TrainingResult> awaitAsync() {
        return awaitAsync(AwaitOptions.DEFAULT);
    }

    /**
     * As {@link #await(AwaitOptions)}, with callbacks on the options' executor or else on one of the client's; cancelling the future detaches. Awaiting
     * costs no thread. The client's own executor runs the callbacks of at most 64 runs at once: when as many block, those of other runs wait, and their
     * backends are held back, but none is lost. Give runs whose callbacks block for long an executor of your own.
     */
    CompletableFuture<TrainingResult> awaitAsync(AwaitOptions options);

    /** The run's events from the first, pulled; independent of awaits. */
    default EventStream events() {
        return events(EventOptions.DEFAULT);
    }

    /** The run's events, pulled; independent of awaits. */
    EventStream events(EventOptions options);

    /** The run's events from the first, for each subscriber anew; independent of awaits. */
    default Flow.Publisher<TrainingEvent> publisher() {
        return publisher(EventOptions.DEFAULT);
    }

    /** The run's events, for each subscriber anew, with back-pressure; independent of awaits. A publisher of Reactive Streams' rules. */
    Flow.Publisher<TrainingEvent> publisher(EventOptions options);

    /** Asks the final adapter of this run one thing, as its user: {@link #infer(ChatRequest)} with nothing else set. */
    default ChatResponse infer(String prompt) throws InterruptedException {
        return infer(ChatRequest.builder().user(prompt).build());
    }

    /** {@link #infer(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    default ChatResponse infer(ChatRequest request) throws InterruptedException {
        return infer(request, ChatOptions.DEFAULT);
    }

    /**
     * Asks the model the request names, else the final adapter of this run. It is asked once; a failure is not tried again.
     *
     * @throws AbortedException when the options' signal was aborted or the client closed
     * @throws CloudApiException when the backend refuses
     * @throws TransportException when it could not be asked
     */
    ChatResponse infer(ChatRequest request, ChatOptions options) throws InterruptedException;

    /** {@link #inferStream(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    default ChatStream inferStream(ChatRequest request) throws InterruptedException {
        return inferStream(request, ChatOptions.DEFAULT);
    }

    /** As {@link #infer(ChatRequest, ChatOptions)}, in pieces as they are generated. Returns when the answer begins. */
    ChatStream inferStream(ChatRequest request, ChatOptions options) throws InterruptedException;

    /**
     * Asks the backend to stop the run.
     *
     * @return whether it was asked to stop; false when the run was already over
     * @throws CloudApiException when the backend refuses for another reason
     */
    boolean cancel() throws InterruptedException;
}
