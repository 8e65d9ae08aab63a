package ai.arkor.api;

import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One point of a {@link Sweep}'s grid and what became of it so far. Immutable but for the {@link #run()}, which goes on. */
public final class SweepTrial {

    private final SweepPoint point;
    private final @Nullable TrainingRun run;
    private final @Nullable TrainingResult result;
    private final @Nullable Throwable failure;
    private final Optional<SweepScore> loss;
    private final Optional<SweepScore> evalLoss;
    private final List<Long> checkpoints;

    SweepTrial(SweepPoint point, @Nullable TrainingRun run, @Nullable TrainingResult result, @Nullable Throwable failure, SweepFigures figures) {
        this.point = point;
        this.run = run;
        this.result = result;
        this.failure = failure;
        loss = figures.score(EarlyStopping.Metric.LOSS);
        evalLoss = figures.score(EarlyStopping.Metric.EVAL_LOSS);
        checkpoints = figures.checkpoints();
    }

    /** Its place in the grid, counted from 1. */
    public int number() {
        return point.number();
    }

    /** What distinguishes it: the fields that are varied, in the order they were given, each with its value here. */
    public Map<String, JsonValue> settings() {
        return point.settings();
    }

    /** Its whole definition. */
    public TrainerConfig config() {
        return point.config();
    }

    /** The run, once it was started; empty when it was not, or when it is not known whether it was: see {@link #failure()}. */
    public Optional<TrainingRun> run() {
        return Optional.ofNullable(run);
    }

    /** How the run ended; empty before it has, and when it was not watched to its end. */
    public Optional<TrainingResult> result() {
        return Optional.ofNullable(result);
    }

    /**
     * What went wrong on this side: the run could not be started ({@link SubmissionUncertainException} when it may have been), could not be watched to its
     * end, or a callback of the trainer threw. A run that failed is no failure of this kind but a {@link #result()}.
     */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the run completed. */
    public boolean isCompleted() {
        return result != null && result.status().equals(JobStatus.COMPLETED);
    }

    /** Whether it was started and, as far as is known, goes on. */
    public boolean goesOn() {
        return run != null && (result == null || !result.status().isTerminal());
    }

    /** How well it did by that metric so far; empty while its logs have not had it. */
    public Optional<SweepScore> score(EarlyStopping.Metric metric) {
        return metric == EarlyStopping.Metric.LOSS ? loss : evalLoss;
    }

    /** The steps of the checkpoints saved so far, ascending. */
    public List<Long> checkpoints() {
        return checkpoints;
    }

    /**
     * The model to use of this trial: the checkpoint of the step of its smallest eval loss where there is one and later eval losses were larger, else the
     * final adapter. Empty unless it completed.
     */
    public Optional<ModelRef> model() {
        if (run == null || !isCompleted()) {
            return Optional.empty();
        }
        String jobId = run.jobId();
        return Optional.of(evalLoss.filter(score -> score.isFinite() && score.last() > score.value() && checkpoints.contains(score.step()))
                .map(score -> ModelRef.checkpoint(jobId, score.step()))
                .orElseGet(() -> ModelRef.finalAdapter(jobId)));
    }

    @Override
    public String toString() {
        return "SweepTrial[" + number() + " " + settings() + ", " + (result != null ? result.status() : failure != null ? failure : run) + "]";
    }
}
