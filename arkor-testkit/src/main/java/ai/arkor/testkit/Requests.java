package ai.arkor.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The requests so far. Thread-safe. */
final class Requests {

    private final List<RecordedRequest> all = new ArrayList<>();

    synchronized void add(RecordedRequest request) {
        all.add(request);
        notifyAll();
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(all);
    }

    synchronized List<RecordedRequest> of(String route) {
        return all.stream().filter(request -> request.is(route)).toList();
    }

    /** @throws AssertionError when there are not so many in time, with those that there are */
    synchronized List<RecordedRequest> await(String route, int count, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (of(route).size() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("Expected " + count + " of " + route + " within " + timeout + ", and came: " + all);
            }
            wait(left);
        }
        return of(route);
    }
}
