package ai.arkor.local.backend.launch;

import java.util.Locale;

/** This machine as JavaCPP's presets name it in their module names. */
final class Platform {

    private Platform() {}

    /** For instance {@code linux.x86_64}. */
    static String name() {
        return name(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static String name(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String family = os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : "linux";
        return family + "." + switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> architecture;
        };
    }
}
