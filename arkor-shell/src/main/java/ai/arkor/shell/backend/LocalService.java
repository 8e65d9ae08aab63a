package ai.arkor.shell.backend;

import ai.arkor.local.BackendStatus;
import java.util.Optional;

/** The embedded backend's process, for those who look after it. */
public interface LocalService {

    /** How it is; empty when it does not run. */
    Optional<BackendStatus> status();

    /** @return whether it ran */
    boolean stop() throws InterruptedException;
}
