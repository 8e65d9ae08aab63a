package ai.arkor.api;

import ai.arkor.api.spi.ArkorClientProvider;
import ai.arkor.api.spi.DefaultClient;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;

/** Finds a client for a trainer that was given none. */
final class DefaultClients {

    /** Weakly held, so that a program that goes on keeps none that it has no more use for. */
    private static final Set<ArkorClient> OPENED = Collections.newSetFromMap(new WeakHashMap<>());
    private static boolean hooked;

    private DefaultClients() {}

    /** One that nobody else closes: it is closed when the program ends, which would wait for its connections otherwise. */
    static ArkorClient open() {
        ArkorClient client = open(Path.of("").toAbsolutePath());
        synchronized (OPENED) {
            if (!hooked) {
                hooked = true;
                closeAtExit();
            }
            OPENED.add(client);
        }
        return client;
    }

    private static void closeAtExit() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(DefaultClients::closeAll, "arkor-client-close"));
        } catch (IllegalStateException endingAlready) {
            // Then the program waits a moment longer.
        }
    }

    private static void closeAll() {
        List<ArkorClient> opened;
        synchronized (OPENED) {
            opened = List.copyOf(OPENED);
        }
        opened.forEach(ArkorClient::close);
    }

    static ArkorClient open(Path projectDirectory) {
        return DefaultClient.provider().or(DefaultClients::installed)
                .orElseThrow(() -> new ArkorException("No Arkor client is present. Add the artifact ai.arkor:arkor-client to the module path or"
                        + " class path, or give the trainer a client with Trainer.Builder.client(..)"))
                .open(projectDirectory);
    }

    private static Optional<ArkorClientProvider> installed() {
        return ServiceLoader.load(ArkorClientProvider.class, DefaultClients.class.getClassLoader()).findFirst();
    }
}
