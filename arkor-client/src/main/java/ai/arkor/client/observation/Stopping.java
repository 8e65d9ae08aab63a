package ai.arkor.client.observation;

import ai.arkor.api.EarlyStopping;
import ai.arkor.api.TrainingEvent.TrainingLog;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Follows a run's metric until its rule gives the run up. Not thread-safe. */
final class Stopping {

    private final EarlyStopping rule;
    private double best = Double.POSITIVE_INFINITY;
    private int withoutImprovement;
    private @Nullable String verdict;

    Stopping(EarlyStopping rule) {
        this.rule = rule;
    }

    /** Goes on from what another one remembered. */
    Stopping(EarlyStopping rule, String memory) {
        this(rule);
        String[] parts = memory.split(" ", 3);
        if (parts.length >= 2) {
            best = Double.parseDouble(parts[0]);
            withoutImprovement = Integer.parseInt(parts[1]);
            verdict = parts.length == 3 ? parts[2] : null;
        }
    }

    /** All it would need to go on in another process, as text. */
    String memory() {
        return best + " " + withoutImprovement + (verdict == null ? "" : " " + verdict);
    }

    /** Why the run is given up; empty while it is not. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    void hear(TrainingLog log) {
        OptionalDouble value = rule.metric().of(log);
        if (value.isPresent() && verdict == null) {
            verdict = judge(value.getAsDouble(), log.step());
        }
    }

    private @Nullable String judge(double value, long step) {
        String what = rule.metric() + " " + value + " at step " + step;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return what + " is not a finite number";
        }
        if (rule.ceiling().isPresent() && value > rule.ceiling().getAsDouble()) {
            return what + " is above the ceiling " + rule.ceiling().getAsDouble();
        }
        if (value < best - rule.minDelta()) {
            best = value;
            withoutImprovement = 0;
        } else {
            withoutImprovement++;
        }
        return rule.patience().isPresent() && withoutImprovement >= rule.patience().getAsInt() ? what + impatience() : null;
    }

    private String impatience() {
        return " is number " + withoutImprovement + " in a row that is not below the best, " + best
                + (rule.minDelta() == 0 ? "" : ", by more than " + rule.minDelta());
    }
}
