package ai.arkor.client;

import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorException;
import ai.arkor.api.Capabilities;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.api.json.JsonValue;
import ai.arkor.client.observation.Timing;
import ai.arkor.client.transport.Call;
import ai.arkor.client.transport.Faults;
import ai.arkor.client.transport.PulledBody;
import ai.arkor.client.transport.Transport;
import ai.arkor.wire.ChatWire;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The protocol's calls, one method each, as they are: no bootstrap, and no checks of what the backend checks. Thread-safe.
 *
 * <p>Every method throws {@link CloudApiException} when the backend refuses, {@link TransportException} when it could not be asked, did not answer
 * within 90 seconds, or its answer could not be read, and {@link AbortedException} when this is closed meanwhile. Calls that only ask are sent up to
 * three times more, within a minute, when the backend could not be reached or answered with 429, 502, 503 or 504; the others are sent once.
 *
 * <p>Fields of an answer that this version does not know are kept in the {@code json()} of what is returned.
 */
public final class CloudApiClient implements AutoCloseable {

    /** A gateway's own answers, when it does not know what the service behind it did. */
    private static final Set<Integer> GATEWAY_LOST_IT = Set.of(502, 504);

    private final Transport transport;
    private final Timing timing;
    private final ApiCalls calls;

    CloudApiClient(Transport transport, Timing timing) {
        this.transport = transport;
        this.timing = timing;
        this.calls = new ApiCalls(transport, timing);
    }

    /**
     * @param token gives the bearer token, at each call
     * @throws IllegalArgumentException when the address holds user information, a query or a fragment
     */
    public static CloudApiClient connect(URI baseUrl, Supplier<String> token) {
        return ArkorClients.connect(baseUrl).token(token).api();
    }

    /** As {@link #connect(URI, Supplier)}, with a consumer as {@link ClientBuilder#onDeprecation} takes it. */
    public static CloudApiClient connect(URI baseUrl, Supplier<String> token, Consumer<DeprecationNotice> deprecations) {
        return ArkorClients.connect(baseUrl).token(token).onDeprecation(deprecations).api();
    }

    /** What the backend says it can do; Arkor Cloud's rules when it has no such route. */
    public Capabilities capabilities() throws InterruptedException {
        JsonObject json;
        try {
            json = calls.json(Call.get("/v1/capabilities", Map.of()));
        } catch (CloudApiException refused) {
            if (refused.status() == 404) {
                return Capabilities.ARKOR_CLOUD;
            }
            throw refused;
        }
        List<String> models = json.array("models").orElse(List.of()).stream()
                .filter(JsonString.class::isInstance)
                .map(model -> ((JsonString) model).value())
                .toList();
        return new Capabilities(flag(json, "localFiles"), models, flag(json, "modelFolders"));
    }

    /** Who the token stands for: {@code user} and {@code orgs}. */
    public JsonObject me() throws InterruptedException {
        return calls.json(Call.get("/v1/me", Map.of()));
    }

    /** The organisation's projects. */
    public List<Project> projects(String orgSlug) throws InterruptedException {
        JsonObject answer = calls.json(Call.get("/v1/projects", Map.of("orgSlug", orgSlug)));
        Answers.one(answer, "org", org -> new Fields("project's organisation", org).text("slug"));
        return Answers.all(answer, "projects", Project::of);
    }

    /** The project as created, whose slug may differ from the one asked for. */
    public Project createProject(String orgSlug, String name, String slug) throws InterruptedException {
        JsonObject body = JsonValue.object().with("name", JsonValue.of(name)).with("slug", JsonValue.of(slug));
        return Answers.one(calls.json(Call.post("/v1/projects", Map.of("orgSlug", orgSlug)).with(body)), "project", Project::of);
    }

    /**
     * @throws SubmissionUncertainException when the request was sent and its answer lost
     * @throws InterruptedException when interrupted meanwhile; its cause is then a {@link SubmissionUncertainException}
     */
    public TrainingJob createJob(Scope scope, String name, JsonObject config) throws InterruptedException {
        JsonObject body = JsonValue.object().with("name", JsonValue.of(name)).with("config", config);
        try {
            return job(calls.json(Call.post("/v1/jobs", scope.query()).with(body)));
        } catch (TransportException | AbortedException lost) {
            if (Faults.isBeforeSending(lost)) {
                throw lost;
            }
            throw uncertain(name, lost);
        } catch (CloudApiException refused) {
            if (GATEWAY_LOST_IT.contains(refused.status())) {
                throw uncertain(name, refused);
            }
            throw refused;
        } catch (InterruptedException interrupted) {
            interrupted.initCause(uncertain(name, new AbortedException("the thread was interrupted")));
            throw interrupted;
        }
    }

    private static SubmissionUncertainException uncertain(String name, ArkorException lost) {
        return new SubmissionUncertainException("The job " + name + " was sent, but the answer was lost; it may exist. List the project's runs before"
                + " submitting it again. " + lost.getMessage(), lost);
    }

    /**
     * The project's jobs, in the backend's order, as it lists them, which may be with less than {@link TrainingJob} has: {@link #job} gives the whole.
     */
    public List<JsonObject> jobs(Scope scope) throws InterruptedException {
        return Answers.all(calls.json(Call.get("/v1/jobs", scope.query())), "jobs", Function.identity());
    }

    public TrainingJob job(Scope scope, String jobId) throws InterruptedException {
        return job(calls.json(Call.get(scope.job(jobId), scope.query())));
    }

    /** The job with its events so far, when the backend tells them. */
    public JobDetails jobDetails(Scope scope, String jobId) throws InterruptedException {
        JsonObject answer = calls.json(Call.get(scope.job(jobId), scope.query()));
        return new JobDetails(job(answer), answer.array("events").orElse(List.of()));
    }

    /** Asked once: who observes has a way of its own to ask again. */
    CompletableFuture<TrainingJob> jobAsync(Scope scope, String jobId) {
        return calls.async(Call.get(scope.job(jobId), scope.query()), body -> job(transport.object(body)));
    }

    /** Has the job cancelled; what the backend answers is of no interest. A job that is over may be refused, with 409. */
    public void cancelJob(Scope scope, String jobId) throws InterruptedException {
        calls.send(cancelling(scope, jobId));
    }

    CompletableFuture<?> cancelJobAsync(Scope scope, String jobId) {
        return calls.async(cancelling(scope, jobId), Function.identity());
    }

    private static Call cancelling(Scope scope, String jobId) {
        return Call.post(scope.job(jobId) + "/cancel", scope.query());
    }

    /**
     * A whole answer of the model that the request names. There is no time-out: an answer takes as long as it takes.
     *
     * @throws AbortedException when the options' signal was aborted or this was closed
     */
    public ChatResponse chat(Scope scope, ChatRequest request, ChatOptions options) throws InterruptedException {
        try (PulledBody body = PulledBody.open(transport, chatting(scope, request, false), options.abortSignal())) {
            return ChatBody.response(body.headers(), body.readAll());
        }
    }

    /** As {@link #chat}, in pieces as they are generated. Returns when the answer begins. */
    public ChatStream chatStream(Scope scope, ChatRequest request, ChatOptions options) throws InterruptedException {
        return new PulledChat(PulledBody.open(transport, chatting(scope, request, true), options.abortSignal()));
    }

    private static Call chatting(Scope scope, ChatRequest request, boolean stream) {
        return Call.post("/v1/inference/chat", scope.query()).with(ChatWire.of(request).with("stream", JsonValue.of(stream)));
    }

    /** The project's deployments. */
    public Deployments deployments(Scope scope) {
        return new Deployments(calls, scope);
    }

    Timing timing() {
        return timing;
    }

    Transport transport() {
        return transport;
    }

    /** Ends what is under way. Idempotent. */
    @Override
    public void close() {
        transport.close();
    }

    private static TrainingJob job(JsonObject answer) {
        return Answers.one(answer, "job", TrainingJob::of);
    }

    private static boolean flag(JsonObject json, String name) {
        return json.get(name).filter(new JsonBoolean(true)::equals).isPresent();
    }
}
