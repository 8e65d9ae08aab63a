package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.local.BackendStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects to one client, and writes down where it was asked to. */
public final class ScriptedConnector implements Connector, LocalService {

    public final ScriptedClient client = new ScriptedClient();
    public final List<String> asked = new ArrayList<>();
    public Optional<URI> signedIn = Optional.empty();
    public Optional<BackendStatus> status = Optional.empty();
    /** Thrown instead of an embedded backend. */
    public Optional<RuntimeException> embeddedFails = Optional.empty();
    public final List<String> notices = new ArrayList<>();

    @Override
    public Optional<URI> signedIn() {
        return signedIn;
    }

    @Override
    public ArkorClient embedded(Path projectDirectory) {
        asked.add("embedded");
        embeddedFails.ifPresent(failure -> {
            throw failure;
        });
        return client;
    }

    @Override
    public Optional<ArkorClient> embeddedIfRunning(Path projectDirectory) {
        return Optional.of(client);
    }

    @Override
    public ArkorClient remote(URI address, Path projectDirectory) {
        asked.add(address.toString());
        return client;
    }

    @Override
    public Optional<BackendStatus> status() {
        return status;
    }

    @Override
    public boolean stop() {
        return status.isPresent();
    }

    @Override
    public List<String> takeNotices() {
        List<String> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
