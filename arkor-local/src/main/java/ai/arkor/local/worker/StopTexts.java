package ai.arkor.local.worker;

import java.util.List;
import java.util.function.Consumer;

/** Passes text on until one of the stop texts appears in it. What may be the beginning of one is held back until more is known. */
final class StopTexts {

    private final List<String> stops;
    private final Consumer<String> out;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    StopTexts(List<String> stops, Consumer<String> out) {
        this.stops = stops;
        this.out = out;
    }

    void add(String text) {
        if (stopped || text.isEmpty()) {
            return;
        }
        held.append(text);
        int end = firstStop();
        if (end >= 0) {
            stopped = true;
            pass(end);
        } else {
            pass(held.length() - possibleBeginning());
        }
    }

    /** Passes on what was held back. */
    void finish() {
        if (!stopped) {
            pass(held.length());
        }
    }

    boolean isStopped() {
        return stopped;
    }

    private int firstStop() {
        return stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
    }

    /** The length of the longest end of the text that a stop text begins with. */
    private int possibleBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private void pass(int length) {
        if (length > 0) {
            out.accept(held.substring(0, length));
        }
        held.delete(0, length);
    }
}
