package ai.arkor.client.transport;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An {@link HttpClient} that can be closed on every JDK. One that is not holds its program up by 0.3 s at the exit, where the JVM waits for its selector
 * thread to come out of native code.
 */
final class HttpEngine implements AutoCloseable {

    private final HttpClient http;
    /** Before JDK 21 the only way to end the client: it ends in order when its selector thread is interrupted. */
    private final Optional<Thread> selector;

    private HttpEngine(HttpClient http, Optional<Thread> selector) {
        this.http = http;
        this.selector = selector;
    }

    static HttpEngine of(Supplier<HttpClient> builder) {
        HttpClient http = builder.get();
        return new HttpEngine(http, Runtime.version().feature() < 21 ? selectorOf(http) : Optional.empty());
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        selector.ifPresent(Thread::interrupt);
        if (selector.isEmpty()) {
            shutDown();
        }
    }

    /** Since 21. Before, a client whose thread was not found goes when it is collected. */
    private void shutDown() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(http);
        } catch (NoSuchMethodException before21) {
            return;
        } catch (IllegalAccessException | InvocationTargetException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** The thread named by the number that ends the client's own text: {@code …(3)} and {@code HttpClient-3-SelectorManager}. */
    private static Optional<Thread> selectorOf(HttpClient http) {
        String text = http.toString();
        int open = text.lastIndexOf('(');
        if (open < 0 || !text.endsWith(")")) {
            return Optional.empty();
        }
        String name = "HttpClient-" + text.substring(open + 1, text.length() - 1) + "-SelectorManager";
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[2 * group.activeCount() + 8];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).filter(thread -> thread.getName().equals(name)).findFirst();
    }
}
