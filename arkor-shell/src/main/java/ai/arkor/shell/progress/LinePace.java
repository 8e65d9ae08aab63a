package ai.arkor.shell.progress;

import java.time.Duration;

/** When progress told in lines is due: a short run gets a line each tenth, a long one a line every half minute. */
final class LinePace {

    private static final long SHORTEST = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();
    private static final int TENTH = 10;

    private boolean told;
    private long lastTime;
    private int lastPercent;

    /**
     * @param now as {@link System#nanoTime()}
     * @param percent -1 when not known
     * @param evaluated whether held-out rows were looked at: always worth a line
     */
    boolean isDue(long now, int percent, boolean evaluated) {
        long since = now - lastTime;
        boolean far = percent >= lastPercent + TENTH;
        boolean due = !told || evaluated || since >= LONGEST || far && since >= SHORTEST;
        if (due) {
            told = true;
            lastTime = now;
            lastPercent = percent;
        }
        return due;
    }
}
