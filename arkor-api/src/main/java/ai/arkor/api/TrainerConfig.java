package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is to be trained, as it goes on the wire. Immutable.
 *
 * <p>A field that is not set is not sent, and the backend's default holds; a field set to JSON {@code null} is sent as {@code null}. Callbacks,
 * abort signal and client are not part of it.
 */
public final class TrainerConfig {

    private final String name;
    private final String model;
    private final Dataset dataset;
    private final @Nullable LoraConfig lora;
    private final Map<String, JsonValue> settings;

    private TrainerConfig(String name, String model, Dataset dataset, @Nullable LoraConfig lora, Map<String, JsonValue> settings) {
        this.name = name;
        this.model = model;
        this.dataset = dataset;
        this.lora = lora;
        this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * @param name the name the run is listed by
     * @throws IllegalArgumentException when blank
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    public Builder toBuilder() {
        return toBuilder(name);
    }

    /** The same under another name. */
    TrainerConfig named(String other) {
        return toBuilder(other).build();
    }

    private Builder toBuilder(String other) {
        Builder copy = new Builder(other).model(model).dataset(dataset);
        if (lora != null) {
            copy.lora(lora);
        }
        copy.settings.putAll(settings);
        return copy;
    }

    public String name() {
        return name;
    }

    /** The base model. */
    public String model() {
        return model;
    }

    public Dataset dataset() {
        return dataset;
    }

    public Optional<LoraConfig> lora() {
        return Optional.ofNullable(lora);
    }

    /** Every other field that was set, by wire name, in the order it was set. */
    public Map<String, JsonValue> settings() {
        return settings;
    }

    /** Optimizer steps to train for. */
    public OptionalLong maxSteps() {
        Optional<BigDecimal> steps = new JsonObject(settings).number("maxSteps");
        return steps.isPresent() ? OptionalLong.of(steps.get().longValue()) : OptionalLong.empty();
    }

    /** Passes over the training rows. */
    public OptionalDouble numTrainEpochs() {
        return number("numTrainEpochs");
    }

    public OptionalDouble learningRate() {
        return number("learningRate");
    }

    /** Rows in a batch. */
    public OptionalDouble batchSize() {
        return number("batchSize");
    }

    public Optional<Boolean> dryRun() {
        JsonValue value = settings.get("dryRun");
        return value instanceof JsonBoolean flag ? Optional.of(flag.value()) : Optional.empty();
    }

    private OptionalDouble number(String field) {
        Optional<BigDecimal> value = new JsonObject(settings).number(field);
        return value.isPresent() ? OptionalDouble.of(value.get().doubleValue()) : OptionalDouble.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainerConfig that && name.equals(that.name) && model.equals(that.model) && dataset.equals(that.dataset)
                && lora().equals(that.lora()) && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, model, dataset, lora, settings);
    }

    @Override
    public String toString() {
        return "TrainerConfig[" + name + ", model " + model + ", " + dataset + "]";
    }

    /** Collects a {@link TrainerConfig}. Not thread-safe. */
    public static final class Builder implements TrainerFields<Builder> {

        private final String name;
        private @Nullable String model;
        private @Nullable Dataset dataset;
        private @Nullable LoraConfig lora;
        private final Map<String, JsonValue> settings = new LinkedHashMap<>();

        Builder(String name) {
            this.name = Range.named("name", name);
        }

        @Override
        public Builder model(String value) {
            model = Range.named("model", value);
            return this;
        }

        @Override
        public Builder dataset(Dataset value) {
            dataset = value;
            return this;
        }

        @Override
        public Builder lora(LoraConfig value) {
            lora = value;
            return this;
        }

        @Override
        public Builder extra(String field, JsonValue value) {
            if (field.equals("model") || field.equals("datasetSource")) {
                throw new IllegalArgumentException("The field " + field + " is set by model(..) or dataset(..), and not by extra(..)");
            }
            settings.put(Range.named("The name of an extra field", field), value);
            return this;
        }

        /** @throws IllegalStateException naming the field when the model or the dataset is missing */
        public TrainerConfig build() {
            if (model == null) {
                throw new IllegalStateException("Trainer " + name + " needs a model: call model(\"" + Models.ARKOR_TINY + "\") or name another");
            }
            if (dataset == null) {
                throw new IllegalStateException("Trainer " + name + " needs a dataset: call dataset(Dataset.file(..)) or another of Dataset's");
            }
            return new TrainerConfig(name, model, dataset, lora, settings);
        }
    }
}
