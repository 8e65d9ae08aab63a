package ai.arkor.api;

import ai.arkor.api.json.JsonValue;

/**
 * The fields of a run's definition, the same on {@link Trainer.Builder} and {@link TrainerConfig.Builder}. A value that is certainly wrong is
 * refused at once with an {@link IllegalArgumentException} that names the field.
 *
 * @param <B> the builder's own type
 */
public sealed interface TrainerFields<B extends TrainerFields<B>> permits Trainer.Builder, TrainerConfig.Builder {

    /** The base model, for instance {@link Models#ARKOR_TINY}. */
    B model(String value);

    B dataset(Dataset value);

    B lora(LoraConfig value);

    /**
     * Sets a field by its wire name, also one this version does not know, to any value: {@link JsonValue#NULL} is sent as {@code null}, and no number
     * or text is refused. The model and the dataset have methods of their own.
     *
     * @throws IllegalArgumentException when the name is blank, {@code model} or {@code datasetSource}
     */
    B extra(String field, JsonValue value);

    /** Optimizer steps to train for, 1 or more. */
    default B maxSteps(long steps) {
        return extra("maxSteps", JsonValue.of(Range.atLeast("maxSteps", 1, steps)));
    }

    /** Passes over the training rows, above 0. */
    default B numTrainEpochs(double epochs) {
        return extra("numTrainEpochs", JsonValue.of(Range.above("numTrainEpochs", 0, epochs)));
    }

    /** The peak learning rate, above 0. */
    default B learningRate(double rate) {
        return extra("learningRate", JsonValue.of(Range.above("learningRate", 0, rate)));
    }

    /** Rows in a batch, 1 or more. */
    default B batchSize(int rows) {
        return extra("batchSize", JsonValue.of(Range.atLeast("batchSize", 1, rows)));
    }

    /** The optimizer, for instance {@code adamw_torch}. */
    default B optim(String name) {
        return extra("optim", JsonValue.of(Range.named("optim", name)));
    }

    /** {@code linear}, {@code cosine}, {@code constant}, or another word the backend knows. */
    default B lrSchedulerType(String name) {
        return extra("lrSchedulerType", JsonValue.of(Range.named("lrSchedulerType", name)));
    }

    /** Decoupled weight decay (Loshchilov and Hutter 2019), 0 or more. */
    default B weightDecay(double decay) {
        return extra("weightDecay", JsonValue.of(Range.atLeast("weightDecay", 0, decay)));
    }

    /** Steps over which the learning rate rises from 0. */
    default B warmupSteps(long steps) {
        return warmupSteps(JsonValue.of(Range.atLeast("warmupSteps", 0, steps)));
    }

    default B warmupSteps(JsonValue value) {
        return extra("warmupSteps", value);
    }

    /** Steps between two log events, 1 or more. */
    default B loggingSteps(long steps) {
        return loggingSteps(JsonValue.of(Range.atLeast("loggingSteps", 1, steps)));
    }

    default B loggingSteps(JsonValue value) {
        return extra("loggingSteps", value);
    }

    /** Steps between two checkpoints, 1 or more. */
    default B saveSteps(long steps) {
        return saveSteps(JsonValue.of(Range.atLeast("saveSteps", 1, steps)));
    }

    default B saveSteps(JsonValue value) {
        return extra("saveSteps", value);
    }

    /** Steps between two evaluations on held-out rows, 1 or more. */
    default B evalSteps(long steps) {
        return evalSteps(JsonValue.of(Range.atLeast("evalSteps", 1, steps)));
    }

    default B evalSteps(JsonValue value) {
        return extra("evalSteps", value);
    }

    /** Whether only the assistant's turns count for the loss. */
    default B trainOnResponsesOnly(boolean value) {
        return trainOnResponsesOnly(JsonValue.of(value));
    }

    default B trainOnResponsesOnly(JsonValue value) {
        return extra("trainOnResponsesOnly", value);
    }

    /** How rows are laid out, by type: {@code chatml}, or another word the backend knows. */
    default B datasetFormat(String type) {
        return datasetFormat(JsonValue.object().with("type", JsonValue.of(Range.named("datasetFormat.type", type))));
    }

    default B datasetFormat(JsonValue value) {
        return extra("datasetFormat", value);
    }

    default B datasetSplit(JsonValue value) {
        return extra("datasetSplit", value);
    }

    /** Whether to try the run on a few rows and steps only. */
    default B dryRun(boolean value) {
        return extra("dryRun", JsonValue.of(value));
    }
}
