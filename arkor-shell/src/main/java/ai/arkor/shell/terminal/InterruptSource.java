package ai.arkor.shell.terminal;

/** Where Ctrl-C comes from; tests press it themselves. */
@FunctionalInterface
public interface InterruptSource {

    /** Runs {@code action} at each Ctrl-C until the registration is ended. */
    Registration onInterrupt(Runnable action);

    /** Ends the handling. */
    @FunctionalInterface
    interface Registration {
        void end();
    }
}
