package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.local.backend.runs.RunQueue;
import io.javalin.config.RoutesConfig;

/** What only the owner's own tools ask: how the backend is, and that it end. */
final class ControlRoutes {

    private final RunQueue queue;
    private final String version;
    private final Runnable stop;

    ControlRoutes(RunQueue queue, String version, Runnable stop) {
        this.queue = queue;
        this.version = version;
        this.stop = stop;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/local/status", request -> Exchange.json(request, 200, JsonValue.object()
                .with("version", JsonValue.of(version))
                .with("pid", JsonValue.of(ProcessHandle.current().pid()))
                .with("running", JsonValue.of(queue.running()))
                .with("queued", JsonValue.of(queue.waiting()))));
        routes.post("/v1/local/stop", request -> {
            Exchange.json(request, 202, JsonValue.object().with("ok", JsonValue.of(true)));
            stop.run();
        });
    }
}
