package ai.arkor.api;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where to find a run again, in another process and on another day: printable, without a secret.
 *
 * <p>Its text is {@code BACKEND#ORG/PROJECT/JOB}, for instance {@code https://api.arkor.ai#acme/support/6f9c} or
 * {@code local#me/triage/6f9c}.
 *
 * @param backend the address of the backend, or {@code local} for the embedded backend of this user
 */
public record RunReference(String backend, String orgSlug, String projectSlug, String jobId) {

    /** The backend name of the embedded backend in its default data directory. */
    public static final String LOCAL = "local";

    public RunReference {
        if (backend.isBlank() || orgSlug.isBlank() || projectSlug.isBlank() || jobId.isBlank()) {
            throw new IllegalArgumentException("A run reference needs a backend, an organisation, a project and a job");
        }
        if (backend.indexOf('#') >= 0 || backend.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The backend of a run reference is an address without user information or fragment");
        }
    }

    /** Whether {@link #backend()} is the address of a service rather than the embedded backend. */
    public boolean isRemote() {
        return backend.startsWith("http://") || backend.startsWith("https://");
    }

    /**
     * The address of the service.
     *
     * @throws IllegalStateException when this run is on the embedded backend
     */
    public URI address() {
        if (!isRemote()) {
            throw new IllegalStateException("Run " + jobId + " is on the embedded backend, which has no lasting address");
        }
        return URI.create(backend);
    }

    /** @throws IllegalArgumentException when {@code text} is not of the form {@code BACKEND#ORG/PROJECT/JOB} */
    public static RunReference parse(String text) {
        int hash = text.indexOf('#');
        String[] parts = hash < 1 ? new String[0] : text.substring(hash + 1).split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not a run reference: " + text + " (expected BACKEND#ORG/PROJECT/JOB)");
        }
        return new RunReference(text.substring(0, hash), decode(parts[0]), decode(parts[1]), decode(parts[2]));
    }

    @Override
    public String toString() {
        return backend + "#" + encode(orgSlug) + "/" + encode(projectSlug) + "/" + encode(jobId);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
