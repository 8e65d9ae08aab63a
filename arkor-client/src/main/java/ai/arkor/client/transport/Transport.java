package ai.arkor.client.transport;

import ai.arkor.api.AbortedException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Headers;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries requests to one backend. Thread-safe. */
public final class Transport implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final String base;
    private final Supplier<String> token;
    private final ClientThreads threads = new ClientThreads();
    private final Lifetimes lifetimes = new Lifetimes();
    private final Consumer<HttpHeaders> headers;
    private final HttpEngine engine;

    /**
     * @param base the backend's address without a trailing slash; a wrong one fails at the first request
     * @param headers told of those of every answer, success or not, before anything comes of it
     */
    public Transport(String base, Supplier<String> token, Consumer<HttpHeaders> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
        this.engine = HttpEngine.of(() -> HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads.transport())
                // Without this the first request to a plain address asks for an upgrade to HTTP/2, which some servers refuse.
                .version(base.startsWith("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                // A redirect would carry the token to another host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    public ClientThreads threads() {
        return threads;
    }

    public Lifetimes lifetimes() {
        return lifetimes;
    }

    /** Sends without waiting, and gives whatever is answered. Cancelling the future ends the request. It fails with a {@link TransportException}. */
    public CompletableFuture<Answer> exchange(Call call) {
        WholeHandler handler = new WholeHandler(headers);
        CompletableFuture<HttpResponse<Answer>> answer = start(request(call, Headers.JSON).build(), handler);
        return cancelling(answer.handle((response, failure) ->
                failure == null ? response.body() : handler.brokenOff().orElseThrow(() -> Faults.transport(base, failure))), answer);
    }

    /**
     * Waits for a future of this transport's, and cancels it when the thread is interrupted or the client closed.
     *
     * @throws AbortedException when the client was closed
     */
    public <T> T await(CompletableFuture<T> future) throws InterruptedException {
        Runnable registration = lifetimes.add(() -> future.cancel(true));
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failed.getCause();
        } catch (CancellationException closed) {
            throw new AbortedException("the client was closed");
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            throw interrupted;
        } finally {
            registration.run();
        }
    }

    /**
     * The body of a success.
     *
     * @throws CloudApiException when the answer is none
     */
    public static byte[] body(Answer answer) {
        if (!isSuccess(answer.status())) {
            throw Refusals.of(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /** @throws TransportException when the body is no JSON object */
    public JsonObject object(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException notJson) {
            throw new TransportException("The answer of " + base + " is not the JSON it should be: " + notJson.getMessage(), notJson);
        }
    }

    /** What to fail with when the answer did not come in time. */
    public TransportException tooLate() {
        return Faults.transport(base, new HttpTimeoutException("no answer in time"));
    }

    /** Asks for a stream, without waiting. Cancelling the future ends the request. It fails with a {@link TransportException}. */
    public CompletableFuture<Opening> open(Call call, Optional<String> lastEventId) {
        HttpRequest.Builder request = request(call, Headers.EVENT_STREAM);
        lastEventId.ifPresent(id -> request.header(Headers.LAST_EVENT_ID, id));
        return open(request.build());
    }

    /** As {@link #open(Call, Optional)}, for an answer of whatever type. */
    public CompletableFuture<Opening> open(Call call) {
        return open(request(call, "*/*").build());
    }

    private CompletableFuture<Opening> open(HttpRequest request) {
        OpeningHandler handler = new OpeningHandler(headers);
        CompletableFuture<HttpResponse<Opening>> answer = start(request, handler);
        CompletableFuture<Opening> opening = answer.handle((response, failure) ->
                failure == null ? response.body() : handler.brokenOff().orElseThrow(() -> Faults.transport(base, failure)));
        opening.whenComplete((done, failure) -> {
            if (opening.isCancelled()) {
                // The answer may have begun at the same moment; then its body is what is to be ended.
                answer.thenAccept(begun -> Unwanted.end(begun.body()));
            }
        });
        return cancelling(opening, answer);
    }

    /** Ends what is under way, and releases threads and connections. Idempotent. */
    @Override
    public void close() {
        lifetimes.close();
        engine.close();
    }

    /** Has the cancelling of {@code derived} cancel {@code source}. */
    public static <T> CompletableFuture<T> cancelling(CompletableFuture<T> derived, CompletableFuture<?> source) {
        derived.whenComplete((done, failure) -> {
            if (derived.isCancelled()) {
                source.cancel(true);
            }
        });
        return derived;
    }

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private <T> CompletableFuture<HttpResponse<T>> start(HttpRequest request, BodyHandler<T> handler) {
        if (lifetimes.isClosed()) {
            throw new IllegalStateException("The client is closed");
        }
        return engine.http().sendAsync(request, handler);
    }

    private HttpRequest.Builder request(Call call, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(call))
                .header(Headers.AUTHORIZATION, Headers.bearer(token.get()))
                .header(Headers.CLIENT, Headers.CLIENT_VALUE)
                .header(Headers.ACCEPT, accept);
        call.body().ifPresent(json -> request.header(Headers.CONTENT_TYPE, Headers.JSON));
        return request.method(call.method(), call.body().map(json -> BodyPublishers.ofByteArray(Json.write(json))).orElseGet(BodyPublishers::noBody));
    }

    private URI address(Call call) {
        URI address;
        try {
            address = URI.create(base + call.pathAndQuery());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(notAnAddress(), malformed);
        }
        if (address.getHost() == null || !base.matches("(?i)https?://.*")) {
            throw new IllegalArgumentException(notAnAddress());
        }
        return address;
    }

    private String notAnAddress() {
        return "Not the address of a backend: \"" + base + "\". It starts with https:// or http://; see ARKOR_CLOUD_API_URL";
    }
}
