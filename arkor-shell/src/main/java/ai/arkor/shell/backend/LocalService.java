package ai.arkor.shell.backend;

import java.util.Optional;

/** The embedded backend's process, for those who look after it. */
public interface LocalService {

    /** How it is, in lines for people; empty when it does not run. */
    Optional<String> status();

    /** @return whether it ran */
    boolean stop() throws InterruptedException;
}
