package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.wire.Headers;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request must bring before any route sees it. A web page that a browser on this machine shows can reach the loopback address too, under a
 * name of its own (DNS rebinding) or from its own origin: the checks of {@code Host} and {@code Origin} are against that.
 */
final class Gate {

    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");
    private static final Set<String> WITHOUT_TOKEN = Set.of("/v1/auth/anonymous", "/v1/auth/cli/config");
    private static final Pattern CLIENT = Pattern.compile("arkor/[\\w.+-]+");

    private final byte[] bearer;

    Gate(String token) {
        bearer = Headers.bearer(token).getBytes(StandardCharsets.UTF_8);
    }

    void check(Context request) {
        checkHost(request.header("Host"));
        checkOrigin(request.header("Origin"), request.header("Host"));
        checkClient(request.header(Headers.CLIENT));
        if (!WITHOUT_TOKEN.contains(request.path())) {
            checkBearer(request.header(Headers.AUTHORIZATION));
        }
    }

    private static void checkHost(@Nullable String host) {
        if (host == null || !OWN_NAMES.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))) {
            throw new HttpProblem(403, "The local backend answers on 127.0.0.1 and localhost only.");
        }
    }

    private static void checkOrigin(@Nullable String origin, @Nullable String host) {
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            throw new HttpProblem(403, "The local backend does not answer web pages of other origins.");
        }
    }

    private static void checkClient(@Nullable String client) {
        if (client == null || client.isBlank()) {
            throw unsupported("missing");
        }
        if (!CLIENT.matcher(client).matches()) {
            throw unsupported("malformed");
        }
    }

    private static HttpProblem unsupported(String reason) {
        return new HttpProblem(426, JsonValue.object()
                .with("error", JsonValue.of("sdk_version_unsupported"))
                .with("currentVersion", JsonValue.of("unknown"))
                .with("supportedRange", JsonValue.of("*"))
                .with("upgrade", JsonValue.of("Send the header X-Arkor-Client: arkor/<version>"))
                .with("reason", JsonValue.of(reason)));
    }

    private void checkBearer(@Nullable String authorization) {
        byte[] given = authorization == null ? new byte[0] : authorization.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(bearer, given)) {
            throw new HttpProblem(401, "The bearer token is missing or is not this backend's. It is in the data directory's backend.json.");
        }
    }
}
