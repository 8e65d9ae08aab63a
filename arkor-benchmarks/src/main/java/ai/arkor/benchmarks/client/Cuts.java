package ai.arkor.benchmarks.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/** Where a job's connections are cut: at places drawn by its script's seed over all its events, each once. Not thread-safe. */
final class Cuts {

    /** How a connection ends. */
    enum Kind {
        /** Closed in the midst of the chunk. */
        CLOSED,
        /** Reset in the midst of the chunk: what the client has not read yet is lost. */
        RESET,
        /** The body ended as it should, before the chunk. */
        ENDED
    }

    /**
     * One cut.
     *
     * @param event in whose chunk it is
     * @param bytes of the chunk that are still sent
     */
    record Cut(long event, int bytes, Kind kind) {}

    private final Deque<Cut> left;
    private int openings;

    private Cuts(Deque<Cut> left) {
        this.left = left;
    }

    static Cuts of(StreamScript script, int chunkBytes) {
        Random random = new Random(script.seed());
        Kind[] kinds = Kind.values();
        Deque<Cut> cuts = new ArrayDeque<>();
        random.longs(script.cuts(), 2, script.events() + 1).sorted().forEach(event -> {
            Kind kind = kinds[random.nextInt(kinds.length)];
            cuts.add(new Cut(event, kind == Kind.ENDED ? 0 : random.nextInt(chunkBytes), kind));
        });
        return new Cuts(cuts);
    }

    /** Takes the next cut, when its event is before {@code end}. */
    Optional<Cut> takeBefore(long end) {
        Cut next = left.peek();
        return next != null && next.event() < end ? Optional.of(left.remove()) : Optional.empty();
    }

    void opened() {
        openings++;
    }

    /** How often the job's stream was asked for. */
    int openings() {
        return openings;
    }

    int left() {
        return left.size();
    }
}
