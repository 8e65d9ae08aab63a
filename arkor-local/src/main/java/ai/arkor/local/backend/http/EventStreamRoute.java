package ai.arkor.local.backend.http;

import ai.arkor.local.backend.runs.EventFeed;
import ai.arkor.local.backend.store.Job;
import ai.arkor.local.backend.store.Store;
import ai.arkor.local.backend.store.StoredEvent;
import ai.arkor.wire.Headers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job's events as a stream: first what the store has after {@code Last-Event-ID}, then what comes, {@code ping} while nothing comes, and
 * {@code end} when the job is over. Each stream has a thread, so a slow reader delays nobody else.
 */
final class EventStreamRoute {

    private static final int AT_ONCE = 200;

    private final Store store;
    private final Scope scope;
    private final EventFeed feed;
    private final Activity activity;
    private final long pingNanos;

    EventStreamRoute(Store store, Scope scope, EventFeed feed, Activity activity, Duration ping) {
        this.store = store;
        this.scope = scope;
        this.feed = feed;
        this.activity = activity;
        this.pingNanos = ping.toNanos();
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/jobs/{id}/events/stream", this::stream);
    }

    @SuppressWarnings("try") // the call counts by being open
    private void stream(Context request) throws IOException, InterruptedException {
        Job job = scope.job(request);
        long after = position(request.header(Headers.LAST_EVENT_ID));
        try (Activity.Call call = activity.call()) {
            follow(new Sse(request), job.id(), after);
        } catch (IOException clientLeft) {
            // It comes back with the id of the last frame it saw, or it does not.
        }
    }

    private void follow(Sse out, String jobId, long position) throws IOException, InterruptedException {
        long after = position;
        long nextPing = System.nanoTime() + pingNanos;
        while (true) {
            boolean last = feed.isClosed();
            long seen = feed.changes();
            // The status is read before the events: a job that is over here has all of its events in the store.
            boolean over = store.job(jobId).map(job -> job.status().isTerminal()).orElse(true);
            List<StoredEvent> events = store.events(jobId, after, AT_ONCE);
            for (StoredEvent event : events) {
                out.send(Long.toString(event.id()), event.type(), event.json());
                after = event.id();
            }
            if (!events.isEmpty()) {
                nextPing = System.nanoTime() + pingNanos;
            }
            if (events.size() == AT_ONCE) {
                continue;
            }
            if (over) {
                out.send(null, "end", "{}");
                return;
            }
            if (last) {
                return;
            }
            feed.await(seen, nextPing - System.nanoTime());
            if (System.nanoTime() - nextPing >= 0) {
                out.send(null, "ping", "{}");
                nextPing = System.nanoTime() + pingNanos;
            }
        }
    }

    /** An id this backend did not give, or none, means the beginning. */
    private static long position(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Long.parseLong(lastEventId.trim()));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }
}
