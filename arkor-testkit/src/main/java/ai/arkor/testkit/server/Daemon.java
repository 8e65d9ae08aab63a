package ai.arkor.testkit.server;

/** Threads that keep no JVM alive. */
final class Daemon {

    /** Enough for what they do, so that hundreds of connections cost little. */
    private static final long STACK_BYTES = 256 << 10;

    private Daemon() {}

    static void start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }
}
