package ai.arkor.client;

import ai.arkor.api.AbortedException;
import ai.arkor.api.ArkorClient;
import ai.arkor.auth.CloudApiUrl;
import ai.arkor.auth.CredentialStore;
import ai.arkor.auth.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Makes clients. */
public final class ArkorClients {

    private ArkorClients() {}

    /**
     * A client of the backend at that address.
     *
     * @throws IllegalArgumentException when the address holds user information, a query or a fragment
     */
    public static ClientBuilder connect(URI baseUrl) {
        return connect(baseUrl.toString());
    }

    /**
     * A client by environment and credentials: of the address in {@code ARKOR_CLOUD_API_URL}, else of the one in the credentials, else of
     * {@value CloudApiUrl#PRODUCTION}. Without credentials an anonymous identity is asked for, and kept.
     *
     * @throws ai.arkor.api.CredentialsException when the credentials cannot be read, or no identity is given
     * @throws ai.arkor.api.TransportException when the backend could not be asked for an identity
     * @throws AbortedException when the thread was interrupted meanwhile; it is then still interrupted
     */
    public static ArkorClient open(Path projectDirectory) {
        return open(projectDirectory, CredentialStore.ofUser(), System.getenv());
    }

    static ArkorClient open(Path projectDirectory, CredentialStore store, Map<String, String> environment) {
        Credentials credentials;
        try {
            credentials = store.resolve();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AbortedException("the thread was interrupted");
        }
        ClientBuilder builder = connect(CloudApiUrl.resolve(environment, credentials))
                .token(credentials::bearerToken)
                .projectDirectory(projectDirectory);
        credentials.personalOrg().ifPresent(builder::organisation);
        return builder.build();
    }

    /** An address that is none is found out by the first request, as upstream does. */
    private static ClientBuilder connect(String address) {
        return new ClientBuilder(base(address));
    }

    /** What paths are appended to. */
    static String base(String address) {
        if (address.matches("[^/]*//[^/]*@.*|.*[?#].*")) {
            throw new IllegalArgumentException("A backend's address has no user information, query or fragment");
        }
        return withoutTrailingSlashes(address);
    }

    private static String withoutTrailingSlashes(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }
}
