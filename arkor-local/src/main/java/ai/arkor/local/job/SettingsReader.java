package ai.arkor.local.job;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.job.ConfigReader.Bounds;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@link JobSettings} off the wire's names and fills in the defaults. */
final class SettingsReader {

    private static final double DEFAULT_HELD_OUT = 0.1;
    private static final int MOST_TOKENS = 32_768;

    private final List<String> problems = new ArrayList<>();
    private final ConfigReader config;

    private SettingsReader(JsonObject json) {
        config = new ConfigReader("config.", json, problems);
    }

    static JobSettings read(JsonObject json) {
        return new SettingsReader(json).read();
    }

    private JobSettings read() {
        String model = required("model", config.text("model"), "");
        Path dataset = dataset();
        refuseQuantization();
        refuseOtherFormats();
        config.word("optim", "adamw_torch");
        OptionalLong evalSteps = steps("evalSteps");
        JobSettings settings = new JobSettings(
                model,
                dataset,
                config.whole("loraR", 1, 1024).orElse(16L).intValue(),
                config.number("loraAlpha", Bounds.ABOVE_0).orElse(32.0),
                config.number("loraDropout", Bounds.PROBABILITY).orElse(0.0),
                maxLength(),
                steps("maxSteps"),
                config.number("numTrainEpochs", Bounds.ABOVE_0).orElse(3.0),
                config.number("learningRate", Bounds.ABOVE_0).orElse(6e-4),
                config.whole("batchSize", 1, 4096).orElse(8L).intValue(),
                config.whole("gradientAccumulationSteps", 1, 4096).orElse(1L).intValue(),
                config.word("lrSchedulerType", "linear", "cosine", "constant").map(SettingsReader::schedule).orElse(Schedule.LINEAR),
                config.whole("warmupSteps", 0, Integer.MAX_VALUE).orElse(0L),
                config.number("weightDecay", Bounds.FROM_0).orElse(0.0),
                config.whole("loggingSteps", 1, Integer.MAX_VALUE).orElse(10L),
                steps("saveSteps"),
                evalSteps,
                heldOut(evalSteps.isPresent()),
                config.flag("trainOnResponsesOnly").orElse(true),
                config.number("maxGradNorm", Bounds.FROM_0).orElse(1.0),
                config.whole("seed", 0, Integer.MAX_VALUE).orElse(42L),
                config.flag("dryRun").orElse(false));
        config.refuseOthers();
        if (!problems.isEmpty()) {
            throw new RefusedConfigException(problems);
        }
        return settings;
    }

    private Path dataset() {
        Optional<ConfigReader> source = config.object("datasetSource");
        if (source.isEmpty()) {
            return required("datasetSource", Optional.empty(), Path.of(""));
        }
        ConfigReader fields = source.get();
        String type = fields.text("type").orElse("");
        if (!type.equals("file")) {
            config.refuse("datasetSource", type.isEmpty() ? "needs the text field type."
                    : "of type \"" + type + "\" cannot be read by the local backend yet; give a local JSONL file: {\"type\":\"file\",\"path\":\"/…\"}.");
            return Path.of("");
        }
        return absolute(fields);
    }

    private Path absolute(ConfigReader fields) {
        Optional<String> path = fields.text("path");
        fields.refuseOthers();
        try {
            if (path.isPresent() && Path.of(path.get()).isAbsolute()) {
                return Path.of(path.get());
            }
        } catch (InvalidPathException notAPath) {
            // Refused below, by name.
        }
        fields.refuse("path", "must be an absolute path of a file.");
        return Path.of("");
    }

    private void refuseQuantization() {
        if (config.flag("loadIn4bit").orElse(false)) {
            config.refuse("loadIn4bit", "cannot be true on the local backend: it trains in float32. Remove it or set it to false.");
        }
    }

    private void refuseOtherFormats() {
        config.object("datasetFormat").ifPresent(format -> {
            if (format.word("type", "chatml").isEmpty() && format.value("type").isEmpty()) {
                format.refuse("type", "is missing; the local backend reads \"chatml\".");
            }
            format.refuseOthers();
        });
    }

    private HeldOut heldOut(boolean evaluates) {
        Optional<ConfigReader> split = config.object("datasetSplit");
        if (split.isEmpty()) {
            return evaluates ? new HeldOut.Fraction(DEFAULT_HELD_OUT) : new HeldOut.None();
        }
        ConfigReader fields = split.get();
        switch (fields.word("type", "fraction", "file", "none").orElse("")) {
            case "fraction" -> {
                double fraction = fields.number("eval", Bounds.FRACTION).orElse(DEFAULT_HELD_OUT);
                fields.refuseOthers();
                return new HeldOut.Fraction(fraction);
            }
            case "file" -> {
                return new HeldOut.File(absolute(fields));
            }
            case "none" -> {
                fields.refuseOthers();
                if (evaluates) {
                    config.refuse("evalSteps", "needs rows that are held out, but config.datasetSplit is \"none\".");
                }
                return new HeldOut.None();
            }
            default -> {
                if (fields.value("type").isEmpty()) {
                    fields.refuse("type", "is missing; it is \"fraction\", \"file\" or \"none\".");
                }
                return new HeldOut.None();
            }
        }
    }

    private OptionalInt maxLength() {
        Optional<Long> tokens = config.whole("maxLength", 2, MOST_TOKENS);
        return tokens.isPresent() ? OptionalInt.of(tokens.get().intValue()) : OptionalInt.empty();
    }

    private OptionalLong steps(String field) {
        Optional<Long> steps = config.whole(field, 1, Integer.MAX_VALUE);
        return steps.isPresent() ? OptionalLong.of(steps.get()) : OptionalLong.empty();
    }

    private <T> T required(String field, Optional<T> value, T otherwise) {
        if (value.isEmpty() && config.value(field).isEmpty()) {
            config.refuse(field, "is missing.");
        }
        return value.orElse(otherwise);
    }

    private static Schedule schedule(String word) {
        return Schedule.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
