package ai.arkor.api;

import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import java.nio.file.Path;
import java.util.List;

/**
 * A connection to one backend, in the name of one identity and for one project folder. Thread-safe. Its methods throw {@link CloudApiException} when
 * the backend refuses, {@link TransportException} when it could not be asked, and {@link CredentialsException} when there is no identity to ask with.
 */
public interface ArkorClient extends AutoCloseable {

    /** The backend's address without a secret, or {@link RunReference#LOCAL}. */
    String backend();

    /** What the backend can do. Asked once. */
    Capabilities capabilities() throws InterruptedException;

    /**
     * Creates a job.
     *
     * @throws AbortedException when the options' signal was aborted already; nothing was sent
     * @throws IllegalArgumentException when the backend has no such model or cannot read such a dataset
     * @throws SubmissionUncertainException when the job may have been created, but the answer was lost
     * @throws ProjectStateMismatchException when the project folder belongs to another identity
     */
    TrainingRun submit(TrainerConfig config, RunOptions options) throws InterruptedException;

    /** A client like this one for another project folder, sharing its connections; closing it closes nothing. */
    ArkorClient forProject(Path projectDirectory);

    /**
     * The run of that reference.
     *
     * @throws IllegalArgumentException when the reference is of another backend than this client's
     */
    default TrainingRun attach(RunReference reference) throws InterruptedException {
        return attach(reference, RunOptions.DEFAULT);
    }

    /** As {@link #attach(RunReference)}, with what its awaits bring. */
    TrainingRun attach(RunReference reference, RunOptions options) throws InterruptedException;

    /** The runs of the project folder's project, newest first, each with its job as just heard of; none when the folder has no project yet. */
    List<TrainingRun> runs() throws InterruptedException;

    /** The runs of every project of the identity's organisation, newest first. */
    List<TrainingRun> allRuns() throws InterruptedException;

    /** {@link #chat(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    default ChatResponse chat(ChatRequest request) throws InterruptedException {
        return chat(request, ChatOptions.DEFAULT);
    }

    /**
     * Asks a model, which the request must name: {@link ModelRef}. It is asked once; a failure is not tried again.
     *
     * @throws AbortedException when the options' signal was aborted or the client closed
     */
    ChatResponse chat(ChatRequest request, ChatOptions options) throws InterruptedException;

    /** {@link #chatStream(ChatRequest, ChatOptions)} with {@link ChatOptions#DEFAULT}. */
    default ChatStream chatStream(ChatRequest request) throws InterruptedException {
        return chatStream(request, ChatOptions.DEFAULT);
    }

    /** As {@link #chat(ChatRequest, ChatOptions)}, in pieces as they are generated. Returns when the answer begins. */
    ChatStream chatStream(ChatRequest request, ChatOptions options) throws InterruptedException;

    /**
     * Ends every observation and connection of this client; runs go on. Does not wait for anybody: futures of awaits fail soon after it, on the client's
     * own threads. Idempotent.
     */
    @Override
    void close();
}
