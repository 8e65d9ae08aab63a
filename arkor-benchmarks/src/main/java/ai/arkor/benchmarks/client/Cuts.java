package ai.arkor.benchmarks.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Where the streams of a job are cut: at places drawn by the script's seed over all its events, each once. Not thread-safe. */
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

    private final Map<String, Deque<Cut>> left = new HashMap<>();

    /** The cuts that are left to do for a job, in order; whoever does one removes it. */
    Deque<Cut> of(StreamScript script, int chunkBytes) {
        return left.computeIfAbsent(script.jobId(), id -> draw(script, chunkBytes));
    }

    private static Deque<Cut> draw(StreamScript script, int chunkBytes) {
        Random random = new Random(script.seed());
        Kind[] kinds = Kind.values();
        Deque<Cut> cuts = new ArrayDeque<>();
        random.longs(script.cuts(), 2, script.events() + 1).sorted().forEach(event -> {
            Kind kind = kinds[random.nextInt(kinds.length)];
            cuts.add(new Cut(event, kind == Kind.ENDED ? 0 : random.nextInt(chunkBytes), kind));
        });
        return cuts;
    }
}
