package ai.arkor.client.transport;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.ErrorBody;
import ai.arkor.wire.Headers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an exception of an answer that is not a success. */
final class Refusals {

    private static final String UPGRADE = "Raise the version of the Maven artifact ai.arkor:arkor-bom (or ai.arkor:arkor-client) to the latest release.";

    private Refusals() {}

    static CloudApiException of(int status, String body) {
        return new CloudApiException(status, status == 426 ? upgrade(body) : ErrorBody.message(status, body));
    }

    /** The command the backend suggests is for another package manager, so it is left out. */
    private static String upgrade(String body) {
        Optional<JsonObject> known = ErrorBody.parse(body).filter(json -> json.string("error").filter("sdk_version_unsupported"::equals).isPresent());
        String range = known.flatMap(json -> json.string("supportedRange")).filter(r -> !r.equals("*")).map(r -> " It supports " + r + ".").orElse("");
        String reason = known.flatMap(json -> json.string("reason")).orElse("");
        String what = switch (reason) {
            case "missing" -> "The backend refused the request: the header " + Headers.CLIENT + " was missing.";
            case "malformed" -> "The backend refused the request: the header " + Headers.CLIENT + " was malformed.";
            default -> known.flatMap(json -> json.string("currentVersion"))
                    .filter(version -> !version.equals("unknown"))
                    .map(version -> "Arkor SDK version " + version + " is no longer supported by the backend.")
                    .orElse("This version of the Arkor SDK is no longer supported by the backend.");
        };
        return what + range + " " + UPGRADE;
    }

    /**
     * What an answer began with. A refusal stays one, with its status, when its body breaks off; java.net.http then fails the exchange, now and then even
     * where who reads the body makes do without the rest.
     */
    static final class Head {

        private volatile @Nullable ResponseInfo refusal;

        void seen(ResponseInfo info) {
            refusal = Transport.isSuccess(info.statusCode()) ? null : info;
        }

        Optional<ResponseInfo> refusal() {
            return Optional.ofNullable(refusal);
        }
    }
}
