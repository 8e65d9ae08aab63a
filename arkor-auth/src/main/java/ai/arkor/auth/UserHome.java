package ai.arkor.auth;

import java.nio.file.Path;
import java.util.Map;

/** The user's home folder as upstream's runtime finds it: by environment first, and not by the account's entry, which Java prefers. */
public final class UserHome {

    private UserHome() {}

    /** The folder; whether it exists is not looked at. */
    public static Path of(Map<String, String> environment) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        String named = environment.getOrDefault(windows ? "USERPROFILE" : "HOME", "");
        return Path.of(named.isEmpty() ? System.getProperty("user.home") : named);
    }
}
