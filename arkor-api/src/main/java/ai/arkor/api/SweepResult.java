package ai.arkor.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link Sweep} came to, or has come to so far. Immutable. */
public final class SweepResult {

    private final List<SweepTrial> trials;
    private final EarlyStopping.Metric metric;

    SweepResult(List<SweepTrial> trials, EarlyStopping.@Nullable Metric asked) {
        this.trials = List.copyOf(trials);
        metric = asked == null ? usual(trials) : asked;
    }

    /** Trials are compared by one metric only: the eval loss as soon as one that completed has it. */
    private static EarlyStopping.Metric usual(List<SweepTrial> trials) {
        boolean evaluated = trials.stream().anyMatch(trial -> trial.isCompleted() && trial.score(EarlyStopping.Metric.EVAL_LOSS).isPresent());
        return evaluated ? EarlyStopping.Metric.EVAL_LOSS : EarlyStopping.Metric.LOSS;
    }

    /** All of them in the order of the grid, in which the value of the field given last changes quickest; also those that were never started. */
    public List<SweepTrial> trials() {
        return trials;
    }

    /** What trials are compared by: the one the sweep was given; else the eval loss when a trial that completed has one, else the training loss. */
    public EarlyStopping.Metric metric() {
        return metric;
    }

    /**
     * The trial of the smallest {@link SweepScore#value()} by the {@link #metric()} among those that completed; of equal ones the first. Those that failed,
     * were cancelled or stopped early have no final adapter, and those that diverged or have no score no figure to go by. Empty when that is all of them.
     */
    public Optional<SweepTrial> best() {
        return trials.stream().filter(this::counts).min(Comparator.comparingDouble(trial -> trial.score(metric).orElseThrow().value()));
    }

    private boolean counts(SweepTrial trial) {
        return trial.isCompleted() && trial.score(metric).filter(SweepScore::isFinite).isPresent();
    }

    /** Whether every trial completed. */
    public boolean allCompleted() {
        return trials.stream().allMatch(SweepTrial::isCompleted);
    }

    /** The trials that were started and, as far as is known, go on. */
    public List<SweepTrial> unfinished() {
        return trials.stream().filter(SweepTrial::goesOn).toList();
    }

    /**
     * Asks the backend to stop every run that goes on; the sweep itself never does. Each is asked, also when one before it could not be.
     *
     * @return how many were asked to; those that had ended by themselves are not counted
     * @throws ArkorException of the first that could not be asked, with those of the others suppressed
     */
    public int cancel() throws InterruptedException {
        int cancelled = 0;
        ArkorException first = null;
        for (SweepTrial trial : unfinished()) {
            try {
                cancelled += trial.run().orElseThrow().cancel() ? 1 : 0;
            } catch (ArkorException refused) {
                if (first == null) {
                    first = refused;
                } else {
                    first.addSuppressed(refused);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return cancelled;
    }

    @Override
    public String toString() {
        return "SweepResult[" + trials.size() + " trials by " + metric + ", best " + best().map(SweepTrial::toString).orElse("none") + "]";
    }
}
