package ai.arkor.local.job;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job asks for, complete: defaults are filled in and everything in it can be honoured. The fields and their defaults are described in
 * {@code docs/local-backend.md}.
 *
 * @param model a name the backend knows, or an absolute folder
 * @param dataset absolute
 * @param rank LoRA's r
 * @param alpha LoRA's alpha
 * @param maxLength tokens that a row is cut to; empty for {@link #DEFAULT_MAX_LENGTH}, or what the model can read when that is less
 * @param maxSteps optimizer steps; when given, the number of epochs does not count
 * @param epochs passes over the training rows
 * @param learningRate its peak
 * @param batchSize rows in one forward pass
 * @param accumulation forward passes in one optimizer step
 * @param loggingSteps steps between two log events
 * @param saveSteps steps between two checkpoints; empty for none
 * @param evalSteps steps between two evaluations; empty for one at the end, when rows are held out
 * @param responsesOnly whether only the assistant's turns count for the loss
 * @param maxGradNorm the norm that gradients are clipped to; 0 leaves them
 * @param dryRun whether only {@link #DRY_RUN_ROWS} rows are used, for {@link #DRY_RUN_STEPS} steps
 */
public record JobSettings(String model, Path dataset, int rank, double alpha, double loraDropout, OptionalInt maxLength, OptionalLong maxSteps, double epochs,
        double learningRate, int batchSize, int accumulation, Schedule schedule, long warmupSteps, double weightDecay, long loggingSteps,
        OptionalLong saveSteps, OptionalLong evalSteps, HeldOut heldOut, boolean responsesOnly, double maxGradNorm, long seed, boolean dryRun) {

    public static final int DEFAULT_MAX_LENGTH = 512;
    public static final int DRY_RUN_ROWS = 50;
    public static final long DRY_RUN_STEPS = 10;

    /**
     * Reads the configuration of a job as the wire spells it.
     *
     * @throws RefusedConfigException naming every field that cannot be honoured
     */
    public static JobSettings of(JsonObject config) {
        return SettingsReader.read(config);
    }
}
