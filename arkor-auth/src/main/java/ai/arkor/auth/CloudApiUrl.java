package ai.arkor.auth;

import java.util.Map;

/** Which address Arkor Cloud is at: {@code ARKOR_CLOUD_API_URL}, else what the credentials say, else {@value #PRODUCTION}. */
public final class CloudApiUrl {

    public static final String PRODUCTION = "https://api.arkor.ai";

    /** The environment variable that names another address. Set to empty text, it is an address that does not work, and not unset. */
    public static final String VARIABLE = "ARKOR_CLOUD_API_URL";

    private CloudApiUrl() {}

    /** The address for those who have no credentials yet, without slashes at its end. */
    public static String resolve(Map<String, String> environment) {
        return withoutSlashes(environment.getOrDefault(VARIABLE, PRODUCTION));
    }

    /** The address to use with those credentials, without slashes at its end. */
    public static String resolve(Map<String, String> environment, Credentials credentials) {
        String stored = credentials.cloudApiUrl().orElse(PRODUCTION);
        return withoutSlashes(environment.getOrDefault(VARIABLE, stored));
    }

    private static String withoutSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }
}
