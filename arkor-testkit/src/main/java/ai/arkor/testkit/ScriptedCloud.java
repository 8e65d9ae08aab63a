package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.server.Listener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * An Arkor Cloud on the loopback, for tests: takes runs, tells of them what a test scripted, answers chats, records what it was asked, and fails on
 * request. It writes byte by byte, so that a fault is exactly what it says.
 *
 * <pre>{@code
 * try (ScriptedCloud cloud = ScriptedCloud.start()) {
 *     ScriptedJob job = cloud.nextJob().started().log(1, 2.5).log(2, Double.NaN).completed();
 *     job.fault(Fault.dropAfterEvents(2));
 *     ArkorClient client = ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder).build();
 *     ...
 * }
 * }</pre>
 *
 * <p>A run for which nothing was scripted starts and completes at once. Routes are named as {@code GET /v1/jobs/*}, where {@code *} stands for one or
 * more characters. Thread-safe.
 */
public final class ScriptedCloud implements AutoCloseable {

    /** How long it is waited for requests. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CloudState state = new CloudState();
    private final Listener listener = new Listener(new Routes(state), state::wake);

    private ScriptedCloud() {}

    /** One at a free port. */
    public static ScriptedCloud start() {
        return new ScriptedCloud();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** The bearer token that it takes; every other is refused with 401. */
    public String token() {
        return CloudState.TOKEN;
    }

    /** The organisation of that token. */
    public String organisation() {
        return CloudState.ORGANISATION;
    }

    /** The job that the next submission without one becomes. */
    public ScriptedJob nextJob() {
        return state.nextJob();
    }

    /** A job that is there without a submission, to attach to. */
    public ScriptedJob existingJob(String id) {
        return state.existingJob(id);
    }

    /** The jobs there are, in the order they were created. */
    public List<ScriptedJob> jobs() {
        return state.jobs();
    }

    /** Has chats answered with what {@code answer} makes of the request. Without it the answer is {@code scripted answer}. */
    public ScriptedCloud onChat(Function<JsonObject, String> answer) {
        return onChatMessage(request -> JsonValue.object().with("role", JsonValue.of("assistant")).with("content", JsonValue.of(answer.apply(request))));
    }

    /**
     * As {@link #onChat}, with the assistant's whole message, which may hold {@code tool_calls} in OpenAI's shape.
     *
     * <p>Asked for a stream, it gives a message in many frames: one for the role, one a word, and for each tool call one with its id and name and one for
     * every few characters of its arguments. Those are what {@link Fault#stallAfterEvents} and its likes count when they are given to {@link #fault} for
     * {@code POST /v1/inference/chat}; {@link Fault#body} gives the bytes of the stream itself.
     */
    public ScriptedCloud onChatMessage(Function<JsonObject, JsonObject> answer) {
        state.chat(answer);
        return this;
    }

    /** Has that route answered with that, in place of its own way, from now on. */
    public ScriptedCloud answer(String route, int status, String json) {
        state.fixed(route, status, json);
        return this;
    }

    /** What goes wrong with that route: the first with the next request, and so on. For a job's stream see {@link ScriptedJob#fault}. */
    public ScriptedCloud fault(String route, Fault... inTurn) {
        state.fault(route, inTurn);
        return this;
    }

    /** Every request so far. */
    public List<RecordedRequest> requests() {
        return state.requests().all();
    }

    /** Those of a route so far. */
    public List<RecordedRequest> requests(String route) {
        return state.requests().of(route);
    }

    /**
     * Those of a route, once there are so many.
     *
     * @throws AssertionError when there are not within ten seconds, with those that there are
     */
    public List<RecordedRequest> awaitRequests(String route, int count) throws InterruptedException {
        return state.requests().await(route, count, PATIENCE);
    }

    /** Refuses new connections, as if the service was down. */
    public void refuseConnections() {
        listener.refuse();
    }

    /** Takes connections again, at the same address. */
    public void acceptConnections() {
        listener.accept();
    }

    /** Ends every connection there is, and takes new ones. */
    public void dropConnections() {
        listener.dropConnections();
    }

    /** Ends every connection, and takes no more. Idempotent. */
    @Override
    public void close() {
        listener.close();
        state.wake();
    }
}
