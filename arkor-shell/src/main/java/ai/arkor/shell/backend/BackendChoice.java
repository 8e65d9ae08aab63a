package ai.arkor.shell.backend;

import ai.arkor.api.RunReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** Which backend: asked for, or found in the environment, or found in the credentials, or else the embedded one. */
public sealed interface BackendChoice {

    /** The embedded backend of this user. */
    record Embedded() implements BackendChoice {
        @Override
        public String toString() {
            return "embedded (this machine)";
        }
    }

    /**
     * A service.
     *
     * @param from who named it
     */
    record Remote(URI address, String from) implements BackendChoice {
        @Override
        public String toString() {
            return address + " (" + from + ")";
        }
    }

    String VARIABLE = "ARKOR_CLOUD_API_URL";

    /**
     * @param asked the option {@code --backend}: an address or {@code local}
     * @param signedIn the address in the credentials
     * @throws IllegalArgumentException when an address is none
     */
    static BackendChoice of(Optional<String> asked, Map<String, String> environment, Optional<URI> signedIn) {
        if (asked.isPresent()) {
            return asked.get().equals(RunReference.LOCAL) ? new Embedded() : new Remote(address(asked.get(), "--backend"), "by --backend");
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return new Remote(address(variable, VARIABLE), "by " + VARIABLE);
        }
        return signedIn.<BackendChoice>map(address -> new Remote(address, "signed in there")).orElseGet(Embedded::new);
    }

    private static URI address(String text, String where) {
        try {
            URI address = new URI(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException notAnAddress) {
            // Told below, without the text of the parser.
        }
        throw new IllegalArgumentException(where + " must be an http or https address" + (where.equals(VARIABLE) ? "" : " or the word local") + ", not " + text);
    }
}
