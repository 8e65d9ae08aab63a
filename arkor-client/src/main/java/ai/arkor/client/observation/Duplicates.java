package ai.arkor.client.observation;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.UnknownEvent;
import java.util.Optional;

/**
 * Knows an event that was just given before. A backend that is asked to go on after an event may begin with it, and what lies between may repeat a
 * frame. The id alone does not tell, as backends also use the time for one.
 */
final class Duplicates {

    private static final int REMEMBERED = 64;

    private final long[] recent = new long[REMEMBERED];
    private int count;

    /** Whether it is one; remembers it otherwise. An event without an id never is. */
    boolean contains(TrainingEvent event) {
        Optional<String> id = event.meta().eventId();
        if (id.isEmpty()) {
            return false;
        }
        long mark = mark(event, id.get());
        for (int i = Math.min(count, REMEMBERED) - 1; i >= 0; i--) {
            if (recent[i] == mark) {
                return true;
            }
        }
        recent[count % REMEMBERED] = mark;
        // Stays between one and two rounds, so that it never overflows.
        count = count == 2 * REMEMBERED - 1 ? REMEMBERED : count + 1;
        return false;
    }

    private static long mark(TrainingEvent event, String id) {
        long rest = 31L * event.meta().type().hashCode() + event.meta().timestamp().hashCode();
        return ((long) id.hashCode() << 32) ^ (31 * rest + detail(event));
    }

    /** What tells two events of one id apart: a log and an evaluation may be of one moment and one step. */
    private static long detail(TrainingEvent event) {
        if (event instanceof TrainingLog log) {
            return 2 * log.step() + (log.evalLoss().isPresent() ? 1 : 0);
        }
        return event instanceof UnknownEvent ? event.meta().json().hashCode() : 0;
    }
}
