package ai.arkor.local.backend.http;

import ai.arkor.local.backend.chat.Inference;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.runs.EventFeed;
import ai.arkor.local.backend.runs.RunQueue;
import ai.arkor.local.backend.store.Store;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Everything a client can ask, behind one address. */
public final class Door implements AutoCloseable {

    /**
     * What the routes speak to.
     *
     * @param stop called when a client asks the backend to end; must return at once
     */
    public record Rooms(Store store, EventFeed feed, RunQueue queue, Inference inference, KnownModels models, DataDirectory data, Activity activity,
            Runnable stop) {}

    private final HttpServer server;

    /** Opens the door. */
    public Door(Rooms rooms, String token, String version, Duration ping) {
        Scope scope = new Scope(rooms.store());
        server = new HttpServer(new Gate(token), rooms.activity(), List.of(
                new IdentityRoutes(rooms.models(), rooms.data().record())::add,
                new ProjectRoutes(rooms.store(), scope)::add,
                new JobRoutes(rooms.store(), scope, rooms.queue(), rooms.models())::add,
                new EventStreamRoute(rooms.store(), scope, rooms.feed(), rooms.activity(), ping)::add,
                new ChatRoute(scope, new ChatModel.Finder(rooms.store(), rooms.data(), rooms.models()), rooms.inference(), rooms.activity())::add,
                new ControlRoutes(rooms.queue(), version, rooms.stop())::add));
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }
}
