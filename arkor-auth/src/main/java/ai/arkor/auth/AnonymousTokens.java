package ai.arkor.auth;

import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Headers;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Gets new anonymous identities. */
public final class AnonymousTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private AnonymousTokens() {}

    /**
     * A new identity; each call makes another one.
     *
     * @param cloudApiUrl the backend's address without slashes at its end; stamped on the credentials
     * @throws AnonymousTokenRejectedException when the backend refuses
     * @throws TransportException when it could not be asked, or its answer was not understood
     * @throws IllegalArgumentException when the address is none
     */
    public static Credentials.Anonymous request(String cloudApiUrl) throws InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(cloudApiUrl + "/v1/auth/anonymous"))
                .timeout(TIMEOUT)
                .header(Headers.CONTENT_TYPE, Headers.JSON)
                .header(Headers.CLIENT, Headers.CLIENT_VALUE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(JsonValue.object().with("kind", JsonValue.of("cli")))))
                .build());
        if (response.statusCode() / 100 != 2) {
            throw new AnonymousTokenRejectedException(response.statusCode(), response.body());
        }
        return issued(response.body(), cloudApiUrl);
    }

    private static HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TransportException("Could not get an anonymous token from " + request.uri().getHost() + ": " + reason(e), e);
        } finally {
            close(http);
        }
    }

    /** From JDK 21 on a client can be closed; before, it ends its thread when it is collected. */
    private static void close(Object http) {
        if (http instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Credentials.Anonymous issued(String body, String cloudApiUrl) {
        try {
            JsonObject answer = Json.parseObject(body);
            text(answer, "kind", "");
            JsonObject org = answer.object("personalOrg").orElseThrow(() -> incomplete("personalOrg"));
            text(org, "id", "personalOrg.");
            text(org, "name", "personalOrg.");
            return Credentials.Anonymous.of(
                    text(answer, "token", ""), text(answer, "anonymousId", ""), cloudApiUrl, text(org, "slug", "personalOrg."));
        } catch (JsonSyntaxException e) {
            throw new TransportException("The answer with an anonymous token was not understood: " + e.getMessage(), e);
        }
    }

    private static String text(JsonObject object, String field, String path) {
        return object.string(field).orElseThrow(() -> incomplete(path + field));
    }

    private static TransportException incomplete(String field) {
        return new TransportException("The answer with an anonymous token was not understood: it has no " + field, null);
    }
}
