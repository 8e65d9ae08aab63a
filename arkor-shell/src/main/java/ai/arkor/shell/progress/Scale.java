package ai.arkor.shell.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The range of values a chart shows, and the round ones among them.
 *
 * @param least below {@code greatest}
 */
record Scale(double least, double greatest) {

    private static final double FLAT_SHARE = 0.05;
    private static final double FLAT_LEAST = 1e-3;

    /** A constant gets room above and below, so that it is drawn in the middle. */
    static Scale of(double least, double greatest) {
        if (greatest > least) {
            return new Scale(least, greatest);
        }
        double room = Math.max(FLAT_LEAST, Math.abs(least) * FLAT_SHARE);
        return new Scale(least - room, greatest + room);
    }

    /** From 0 for the greatest to {@code last} for the least. */
    int place(double value, int last) {
        double share = (greatest - value) / (greatest - least);
        return (int) Math.round(Math.max(0, Math.min(1, share)) * last);
    }

    /** At most so many values of the form 1, 2 or 5 times a power of ten inside the range, from the greatest on. */
    List<Double> ticks(int most) {
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (double at = Math.floor(greatest / step + 1e-9); at * step >= least - step * 1e-9 && ticks.size() < most; at--) {
            ticks.add(at * step);
        }
        return ticks;
    }

    private double step(int most) {
        double rough = (greatest - least) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Ticks with as many decimals as tell them apart. */
    String label(double tick, int most) {
        double step = step(most);
        if (Math.max(Math.abs(least), Math.abs(greatest)) >= 1e6 || step < 1e-5) {
            return String.format(Locale.ROOT, "%.1e", tick);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick);
    }
}
