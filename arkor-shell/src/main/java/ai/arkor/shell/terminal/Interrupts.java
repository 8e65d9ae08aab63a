package ai.arkor.shell.terminal;

import org.jline.utils.Signals;

/** The Ctrl-C of this process, in place of ending the program. */
public final class Interrupts implements InterruptSource {

    private static final String NAME = "INT";

    @Override
    public Registration onInterrupt(Runnable action) {
        Object before = Signals.register(NAME, action);
        return () -> Signals.unregister(NAME, before);
    }
}
