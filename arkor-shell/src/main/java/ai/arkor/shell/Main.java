package ai.arkor.shell;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/** The program {@code arkor}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // The answer most asked for by scripts does not wait for the command line parser to load.
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            System.out.println("arkor " + version());
            return;
        }
        if (Boolean.getBoolean(Rehearsal.PROPERTY)) {
            System.exit(Rehearsal.run(version()));
        }
        System.exit(Program.run(List.of(arguments), version()));
    }

    private static String version() {
        ModuleDescriptor descriptor = Main.class.getModule().getDescriptor();
        Optional<String> version = descriptor == null ? Optional.ofNullable(Main.class.getPackage().getImplementationVersion()) : descriptor.rawVersion();
        return version.orElse("unknown");
    }
}
