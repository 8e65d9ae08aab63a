package ai.arkor.api.spi;

import java.util.ArrayList;
import java.util.List;

/** What an entry's code may see, in the words of a Java compiler; for those who compile entries. */
public final class EntryModules {

    private EntryModules() {}

    /**
     * Compiler options by which code sees what a library user sees: of Arkor's modules those that export something, and the JDK's that are resolved
     * here; on the class path, the class path.
     */
    public static List<String> compilerOptions() {
        if (!EntryModules.class.getModule().isNamed()) {
            return List.of("--class-path", System.getProperty("java.class.path", ""));
        }
        List<String> ours = new ArrayList<>();
        List<String> jdk = new ArrayList<>();
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getName().startsWith("ai.arkor.")) {
                if (module.getDescriptor().exports().stream().anyMatch(export -> !export.isQualified())) {
                    ours.add(module.getName());
                }
            } else if (module.getName().startsWith("java.") || module.getName().startsWith("jdk.")) {
                jdk.add(module.getName());
            }
        }
        List<String> options = new ArrayList<>();
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath != null) {
            options.addAll(List.of("--module-path", modulePath));
        }
        options.addAll(List.of("--add-modules", String.join(",", ours), "--limit-modules", String.join(",", ours) + "," + String.join(",", jdk),
                "--class-path", ""));
        return options;
    }
}
