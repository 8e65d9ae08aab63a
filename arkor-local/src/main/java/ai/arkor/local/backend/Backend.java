package ai.arkor.local.backend;

import ai.arkor.local.backend.chat.Inference;
import ai.arkor.local.backend.home.BackendLock;
import ai.arkor.local.backend.home.BackendRecord;
import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.http.Activity;
import ai.arkor.local.backend.http.Door;
import ai.arkor.local.backend.models.KnownModels;
import ai.arkor.local.backend.runs.EventFeed;
import ai.arkor.local.backend.runs.RunQueue;
import ai.arkor.local.backend.store.Store;
import ai.arkor.wire.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backend at work in this JVM: the owner of a data directory, its store, its queue, its workers and its HTTP door. Thread-safe. It asks to be
 * closed, through {@link #awaitEnd}, when somebody told it to end or when it was idle long enough.
 */
public final class Backend implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Backend.class);
    private static final int TOKEN_BYTES = 32;

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final BackendRecord record;

    private Backend(DataDirectory data, BackendSettings settings, BackendLock lock) throws IOException {
        owned.push(lock);
        try {
            record = open(data, settings);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Becomes the backend of the data directory; empty when another one is. */
    public static Optional<Backend> start(DataDirectory data, BackendSettings settings) throws IOException {
        Optional<BackendLock> lock = BackendLock.tryAcquire(data);
        return lock.isEmpty() ? Optional.empty() : Optional.of(new Backend(data, settings, lock.get()));
    }

    private BackendRecord open(DataDirectory data, BackendSettings settings) throws IOException {
        Files.deleteIfExists(data.record());
        Store store = own(Store.open(data.store(), settings.clock()));
        KnownModels models = new KnownModels(data.models());
        Activity activity = new Activity(settings.clock());
        Inference inference = own(new Inference(data, settings.workers(), settings.clock(), settings.keepModels()));
        EventFeed feed = new EventFeed();
        RunQueue queue = new RunQueue(store, feed, data, models, settings.workers(), settings.parallelRuns());
        queue.recover();
        String token = newToken();
        Door door = own(new Door(new Door.Rooms(store, feed, queue, inference, models, data, activity, end::countDown), token, Headers.VERSION,
                settings.ping()));
        // Closed before the door, so that streams still tell how the runs ended; closing the feed sends the streams home.
        own(feed);
        own(queue);
        watch(settings, queue, activity, inference);
        BackendRecord written = new BackendRecord(door.address(), token, ProcessHandle.current().pid(), Headers.VERSION);
        log.info("Backend {} of {} answers at {}", Headers.VERSION, data.root(), door.address());
        written.write(data);
        own(() -> Files.deleteIfExists(data.record()));
        return written;
    }

    private <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    private void watch(BackendSettings settings, RunQueue queue, Activity activity, Inference inference) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "arkor-watch");
            thread.setDaemon(true);
            return thread;
        });
        own(watch::shutdownNow);
        watch.scheduleWithFixedDelay(() -> {
            inference.rest();
            if (queue.running() == 0 && queue.waiting() == 0 && activity.isIdle(settings.idle())) {
                end.countDown();
            }
        }, 1, 1, TimeUnit.SECONDS);
    }

    private static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public BackendRecord record() {
        return record;
    }

    /** Waits until there is a reason to close the backend. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Ends it: runs fail with an event that says why, what waits is kept for the next backend. Idempotent. */
    @Override
    public synchronized void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                log.error("The backend could not close all of its parts", e);
            }
        }
    }
}
