package ai.arkor.local.backend.http;

import ai.arkor.api.ArkorException;
import ai.arkor.local.backend.store.StoreException;
import ai.arkor.wire.ErrorBody;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend's door: HTTP on a loopback port of the system's choice. Owns the server's threads. */
final class HttpServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    /** A stream holds a thread for as long as it is open. */
    private static final int MOST_THREADS = 1_000;

    private static final int IDLE_THREADS = 4;
    /** What streams get to say their last word in. */
    private static final long STOP_MILLIS = 500;

    /** An answer that is waited for in a queue sends nothing meanwhile. */
    private static final long LONGEST_ANSWER_MILLIS = 30 * 60_000;

    private final Javalin server;
    private final Activity activity;

    HttpServer(Gate gate, Activity activity, List<Consumer<RoutesConfig>> routes) {
        this.activity = activity;
        server = Javalin.create(config -> {
            configure(config);
            config.routes.before(request -> {
                activity.touch();
                gate.check(request);
            });
            routes.forEach(some -> some.accept(config.routes));
            answerProblems(config.routes);
        });
        server.start();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        // It is a thread that keeps the process alive for five seconds.
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, IDLE_THREADS);
        threads.setName("arkor-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(LONGEST_ANSWER_MILLIS);
        });
    }

    private static void answerProblems(RoutesConfig routes) {
        routes.exception(HttpProblem.class, (problem, response) -> Exchange.json(response, problem.status(), problem.body()));
        routes.exception(HttpResponseException.class, (problem, response) -> answer(response, problem.getStatus(), String.valueOf(problem.getMessage())));
        routes.exception(StoreException.class, (problem, response) -> {
            log.error("{}", problem.getMessage());
            answer(response, 500, String.valueOf(problem.getMessage()));
        });
        routes.exception(ArkorException.class, (problem, response) -> answer(response, 500, String.valueOf(problem.getMessage())));
        routes.exception(Exception.class, (problem, response) -> {
            log.error("A request to {} failed", response.path(), problem);
            answer(response, 500, "The local backend failed at this request: " + problem + ". Its log has more.");
        });
    }

    private static void answer(Context response, int status, String message) {
        Exchange.json(response, status, ErrorBody.of(message));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        activity.awaitQuiet(STOP_MILLIS);
        server.stop();
    }
}
