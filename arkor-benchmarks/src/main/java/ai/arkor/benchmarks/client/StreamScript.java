package ai.arkor.benchmarks.client;

import ai.arkor.api.RunReference;

/**
 * What a job's stream consists of. The job's id spells it, so that the server needs to be told nothing else.
 *
 * @param events log events before the last one, which says that training completed
 * @param frameBytes of each log event: its id, event, data and blank lines together
 * @param perWrite log events, each in an HTTP chunk of its own, that go into one write to the socket
 * @param everyMillis one event each that many milliseconds; as fast as they are taken when 0
 * @param cuts how often the connection is cut on the way
 * @param seed of the places where it is cut; elsewhere it only tells jobs apart
 */
record StreamScript(long events, int frameBytes, int perWrite, int everyMillis, int cuts, long seed) {

    static final int USUAL_FRAME_BYTES = 250;

    /** As many frames of the usual length as fit into what java.net.http reads at once, 16 KiB. */
    static final int MANY = 64;

    private static final int LINES_OF_EVENT = 4;

    static StreamScript of(long events) {
        return new StreamScript(events, USUAL_FRAME_BYTES, MANY, 0, 0, 0);
    }

    StreamScript withFrameBytes(int value) {
        return new StreamScript(events, value, perWrite, everyMillis, cuts, seed);
    }

    StreamScript withPerWrite(int value) {
        return new StreamScript(events, frameBytes, value, everyMillis, cuts, seed);
    }

    StreamScript withEveryMillis(int value) {
        return new StreamScript(events, frameBytes, perWrite, value, cuts, seed);
    }

    StreamScript withCuts(int value, long theirSeed) {
        return new StreamScript(events, frameBytes, perWrite, everyMillis, value, theirSeed);
    }

    StreamScript withSeed(long value) {
        return withCuts(cuts, value);
    }

    String jobId() {
        return events + "-" + frameBytes + "-" + perWrite + "-" + everyMillis + "-" + cuts + "-" + seed;
    }

    /** The script's job on the server there. */
    RunReference reference(String address) {
        return new RunReference(address, "org", "project", jobId());
    }

    /** @throws IllegalStateException unless that is how many lines the stream has */
    void requireLines(long count) {
        if (count != (events + 1) * LINES_OF_EVENT) {
            throw new IllegalStateException(count + " lines came of " + this);
        }
    }

    /** @throws IllegalArgumentException when it is no job id of a script's */
    static StreamScript ofJob(String jobId) {
        String[] parts = jobId.split("-");
        if (parts.length != 6) {
            throw new IllegalArgumentException("Not a script: " + jobId);
        }
        return new StreamScript(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]),
                Long.parseLong(parts[5]));
    }
}
