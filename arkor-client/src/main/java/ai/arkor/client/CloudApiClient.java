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
import ai.arkor.client.transport.Call;
import ai.arkor.client.transport.Faults;
import ai.arkor.client.transport.PulledBody;
import ai.arkor.client.transport.Transport;
import ai.arkor.wire.ChatWire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The protocol's calls, one method each, as they are: no bootstrap, no checks, no retries. Thread-safe.
 *
 * <p>Every method throws {@link CloudApiException} when the backend refuses and {@link TransportException} when it could not be asked or its answer
 * could not be read.
 */
public final class CloudApiClient implements AutoCloseable {

    /** A gateway's own answers, when it does not know what the service behind it did. */
    private static final Set<Integer> GATEWAY_LOST_IT = Set.of(502, 504);

    private static final Optional<Duration> TIMEOUT = Optional.of(Duration.ofSeconds(60));

    private final Transport transport;

    CloudApiClient(Transport transport) {
        this.transport = transport;
    }

    /** @param token gives the bearer token, at each call */
    public static CloudApiClient connect(URI baseUrl, Supplier<String> token) {
        return new CloudApiClient(new Transport(ArkorClients.withoutTrailingSlashes(baseUrl.toString()), token));
    }

    /** What the backend says it can do; Arkor Cloud's rules when it has no such route. */
    public Capabilities capabilities() throws InterruptedException {
        JsonObject json;
        try {
            json = transport.sendForJson(Call.get("/v1/capabilities", Map.of()), TIMEOUT);
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
        return transport.sendForJson(Call.get("/v1/me", Map.of()), TIMEOUT);
    }

    /** The organisation's projects. */
    public List<JsonObject> projects(String orgSlug) throws InterruptedException {
        return objects(transport.sendForJson(Call.get("/v1/projects", Map.of("orgSlug", orgSlug)), TIMEOUT), "projects");
    }

    /** The project as created, whose slug may differ from the one asked for. */
    public JsonObject createProject(String orgSlug, String name, String slug) throws InterruptedException {
        JsonObject body = JsonValue.object().with("name", JsonValue.of(name)).with("slug", JsonValue.of(slug));
        return member(transport.sendForJson(Call.post("/v1/projects", Map.of("orgSlug", orgSlug)).with(body), TIMEOUT), "project");
    }

    /**
     * @throws SubmissionUncertainException when the request was sent and its answer lost
     * @throws InterruptedException when interrupted meanwhile; its cause is then a {@link SubmissionUncertainException}
     */
    public TrainingJob createJob(Scope scope, String name, JsonObject config) throws InterruptedException {
        JsonObject body = JsonValue.object().with("name", JsonValue.of(name)).with("config", config);
        try {
            return job(transport.sendForJson(Call.post("/v1/jobs", scope.query()).with(body), TIMEOUT));
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

    /** The project's jobs, in the backend's order. */
    public List<JsonObject> jobs(Scope scope) throws InterruptedException {
        return objects(transport.sendForJson(Call.get("/v1/jobs", scope.query()), TIMEOUT), "jobs");
    }

    public TrainingJob job(Scope scope, String jobId) throws InterruptedException {
        return job(transport.sendForJson(Call.get(scope.job(jobId), scope.query()), TIMEOUT));
    }

    CompletableFuture<TrainingJob> jobAsync(Scope scope, String jobId) {
        return transport.sendAsync(Call.get(scope.job(jobId), scope.query()), TIMEOUT.orElseThrow()).thenApply(body -> job(transport.object(body)));
    }

    public void cancelJob(Scope scope, String jobId) throws InterruptedException {
        transport.send(cancelling(scope, jobId), TIMEOUT);
    }

    CompletableFuture<?> cancelJobAsync(Scope scope, String jobId) {
        return transport.sendAsync(cancelling(scope, jobId), TIMEOUT.orElseThrow());
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

    Transport transport() {
        return transport;
    }

    /** Ends what is under way. Idempotent. */
    @Override
    public void close() {
        transport.close();
    }

    private static TrainingJob job(JsonObject answer) {
        try {
            return TrainingJob.of(member(answer, "job"));
        } catch (IllegalArgumentException incomplete) {
            throw new TransportException("The backend's answer cannot be read: " + incomplete.getMessage(), incomplete);
        }
    }

    private static JsonObject member(JsonObject answer, String name) {
        return answer.object(name)
                .orElseThrow(() -> new TransportException("The backend's answer cannot be read: it has no object " + name, null));
    }

    private static List<JsonObject> objects(JsonObject answer, String name) {
        return answer.array(name)
                .orElseThrow(() -> new TransportException("The backend's answer cannot be read: it has no list " + name, null))
                .stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static boolean flag(JsonObject json, String name) {
        return json.get(name).filter(new JsonBoolean(true)::equals).isPresent();
    }
}
