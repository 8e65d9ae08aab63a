package ai.arkor.client;

import java.net.URI;

/** Makes clients. */
public final class ArkorClients {

    private ArkorClients() {}

    /**
     * A client of the backend at that address.
     *
     * @throws IllegalArgumentException when the address holds user information, a query or a fragment
     */
    public static ClientBuilder connect(URI baseUrl) {
        if (baseUrl.getRawUserInfo() != null || baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("A backend's address has no user information, query or fragment");
        }
        return new ClientBuilder(withoutTrailingSlashes(baseUrl.toString()));
    }

    static String withoutTrailingSlashes(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }
}
