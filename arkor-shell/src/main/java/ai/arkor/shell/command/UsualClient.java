package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.spi.ArkorClientProvider;
import ai.arkor.api.spi.DefaultClient;
import java.util.Optional;

/** Sends trainers that were given no client to the session's backend; until ended, to the one a command names. */
public final class UsualClient {

    private final Optional<ArkorClientProvider> before;

    private UsualClient(Optional<ArkorClientProvider> before) {
        this.before = before;
    }

    /** The backend is connected to when the first trainer asks. */
    public static UsualClient of(Session session, Optional<String> backend) {
        Optional<ArkorClientProvider> before = DefaultClient.provider();
        DefaultClient.set(project -> {
            try {
                return session.backends().open(backend).forProject(project);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ArkorException("Interrupted while the backend was connected to", e);
            }
        });
        return new UsualClient(before);
    }

    public void end() {
        before.ifPresentOrElse(DefaultClient::set, DefaultClient::clear);
    }
}
