package ai.arkor.local.worker;

import java.io.IOException;
import java.io.InputStream;

/** Watches the standard input, which the backend holds open for as long as it lives. */
final class Lifeline {

    private volatile boolean cut;

    private Lifeline() {}

    static Lifeline on(InputStream input) {
        Lifeline lifeline = new Lifeline();
        Thread watch = new Thread(() -> lifeline.watch(input), "arkor-lifeline");
        watch.setDaemon(true);
        watch.start();
        return lifeline;
    }

    private void watch(InputStream input) {
        try {
            while (input.read() >= 0) {
                // It carries nothing.
            }
        } catch (IOException broken) {
            // As good as closed.
        }
        cut = true;
    }

    /** Whether the backend is gone. */
    boolean isCut() {
        return cut;
    }
}
