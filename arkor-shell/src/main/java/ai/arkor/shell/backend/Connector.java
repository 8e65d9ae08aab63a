package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes clients; tests give one that connects to nothing. */
public interface Connector {

    /** The address of the service the user signed in to; empty when not signed in. */
    Optional<URI> signedIn();

    /** A client of the embedded backend, which is started when it does not run; the same one as long as the backend's process lives. */
    ArkorClient embedded(Path projectDirectory) throws InterruptedException;

    /** As {@link #embedded}; empty when the embedded backend does not run. */
    Optional<ArkorClient> embeddedIfRunning(Path projectDirectory) throws InterruptedException;

    /**
     * @throws ai.arkor.api.CredentialsException when there are none for that address
     */
    ArkorClient remote(URI address, Path projectDirectory) throws InterruptedException;

    /** What backends have said of the end of this version since it was last asked, in lines for people; each once. */
    default List<String> takeNotices() {
        return List.of();
    }
}
