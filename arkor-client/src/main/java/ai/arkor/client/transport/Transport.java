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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Carries requests to one backend. Thread-safe. */
public final class Transport implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final String base;
    private final Supplier<String> token;
    private final ClientThreads threads = new ClientThreads();
    private final Lifetimes lifetimes = new Lifetimes();
    private final DeprecationLog deprecation = new DeprecationLog();
    private final HttpClient http;

    /** @param base the backend's address without a trailing slash; a wrong one fails at the first request */
    public Transport(String base, Supplier<String> token) {
        this.base = base;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads.transport())
                // Without this the first request to a plain address asks for an upgrade to HTTP/2, which some servers refuse.
                .version(base.startsWith("https") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                // A redirect would carry the token to another host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public ClientThreads threads() {
        return threads;
    }

    public Lifetimes lifetimes() {
        return lifetimes;
    }

    /**
     * Sends and waits for the answer, for at most {@code timeout} when there is one.
     *
     * @return the body of a success
     * @throws CloudApiException when the answer is not a success
     * @throws TransportException when there was no answer
     */
    public byte[] send(Call call, Optional<Duration> timeout) throws InterruptedException {
        HttpRequest.Builder request = request(call, Headers.JSON);
        timeout.ifPresent(request::timeout);
        CompletableFuture<HttpResponse<byte[]>> answer = start(request.build(), BodyHandlers.ofByteArray());
        Runnable registration = lifetimes.add(() -> answer.cancel(true));
        try {
            return body(answer.get());
        } catch (ExecutionException failed) {
            throw Faults.transport(base, failed.getCause());
        } catch (CancellationException closed) {
            throw new AbortedException("the client was closed");
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            throw interrupted;
        } finally {
            registration.run();
        }
    }

    /** As {@link #send}, for an answer that is a JSON object. */
    public JsonObject sendForJson(Call call, Optional<Duration> timeout) throws InterruptedException {
        return object(send(call, timeout));
    }

    /** @throws TransportException when the body is no JSON object */
    public JsonObject object(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (JsonSyntaxException notJson) {
            throw new TransportException("The answer of " + base + " is not the JSON it should be: " + notJson.getMessage(), notJson);
        }
    }

    /** As {@link #send}, without waiting. Cancelling the future ends the request. */
    public CompletableFuture<byte[]> sendAsync(Call call, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> answer = start(request(call, Headers.JSON).timeout(timeout).build(), BodyHandlers.ofByteArray());
        CompletableFuture<byte[]> body = answer.handle((response, failure) -> {
            if (failure != null) {
                throw Faults.transport(base, failure);
            }
            return body(response);
        });
        return cancelling(body, answer);
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
        CompletableFuture<HttpResponse<Opening>> answer = start(request, new OpeningHandler(deprecation));
        CompletableFuture<Opening> opening = answer.handle((response, failure) -> {
            if (failure != null) {
                throw Faults.transport(base, failure);
            }
            return response.body();
        });
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
        Faults.shutDown(http);
    }

    private byte[] body(HttpResponse<byte[]> response) {
        deprecation.look(response.headers());
        if (!isSuccess(response.statusCode())) {
            throw Refusals.of(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private static <T> CompletableFuture<T> cancelling(CompletableFuture<T> derived, CompletableFuture<?> source) {
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
        return http.sendAsync(request, handler);
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
