package ai.arkor.api;

import ai.arkor.api.SweepField.Kind;
import ai.arkor.api.TrainerConfig.Builder;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The fields of a definition by their names. */
final class SweepFields {

    /** The wire has those of LoRA flat; either name will do. */
    private static final Map<String, String> GROUPED =
            Map.of("loraR", "lora.r", "loraAlpha", "lora.alpha", "maxLength", "lora.maxLength", "loadIn4bit", "lora.loadIn4bit");

    private static final Map<String, SweepField> KNOWN = new LinkedHashMap<>();

    static {
        built("model", Kind.TEXT, (b, v) -> b.model(text(v)));
        built("learningRate", Kind.NUMBER, (b, v) -> b.learningRate(number(v)));
        built("batchSize", Kind.WHOLE, (b, v) -> b.batchSize(integer("batchSize", v)));
        built("maxSteps", Kind.WHOLE, (b, v) -> b.maxSteps(whole(v)));
        built("numTrainEpochs", Kind.NUMBER, (b, v) -> b.numTrainEpochs(number(v)));
        lora("lora.r", "loraR", Kind.WHOLE, (lora, v) -> changed(lora, integer("lora.r", v), lora.alpha()));
        lora("lora.alpha", "loraAlpha", Kind.NUMBER, (lora, v) -> changed(lora, lora.r(), number(v)));
        lora("lora.maxLength", "maxLength", Kind.WHOLE, (lora, v) -> lora.maxLength(integer("lora.maxLength", v)));
        lora("lora.loadIn4bit", "loadIn4bit", Kind.FLAG, (lora, v) -> lora.loadIn4bit(v.equals(JsonValue.of(true))));
        built("optim", Kind.TEXT, (b, v) -> b.optim(text(v)));
        built("lrSchedulerType", Kind.TEXT, (b, v) -> b.lrSchedulerType(text(v)));
        built("weightDecay", Kind.NUMBER, (b, v) -> b.weightDecay(number(v)));
        steps("warmupSteps", TrainerFields::warmupSteps);
        steps("loggingSteps", TrainerFields::loggingSteps);
        steps("saveSteps", TrainerFields::saveSteps);
        steps("evalSteps", TrainerFields::evalSteps);
        extra("trainOnResponsesOnly", Kind.ANY);
        built("datasetFormat", Kind.ANY, (b, v) -> {
            if (v instanceof JsonString type) {
                b.datasetFormat(type.value());
            } else {
                b.datasetFormat(v);
            }
        });
        extra("datasetSplit", Kind.ANY);
        extra("dryRun", Kind.FLAG);
        // Not every backend knows these.
        extra("loraDropout", Kind.NUMBER);
        extra("gradientAccumulationSteps", Kind.WHOLE);
        extra("maxGradNorm", Kind.NUMBER);
        extra("seed", Kind.WHOLE);
        dataset("path", Dataset.LocalFile.class, (file, text) -> Dataset.file(Path.of(text)));
        dataset("name", Dataset.HuggingFace.class, (set, text) -> new Dataset.HuggingFace(text, set.split(), set.subset()));
        dataset("split", Dataset.HuggingFace.class, Dataset.HuggingFace::split);
        dataset("subset", Dataset.HuggingFace.class, Dataset.HuggingFace::subset);
    }

    private SweepFields() {}

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException naming those that are meant perhaps, when there is none
     */
    static SweepField of(String name, TrainerConfig base) {
        String own = GROUPED.getOrDefault(name, name);
        SweepField known = KNOWN.get(own);
        if (known != null) {
            return known;
        }
        if (base.settings().containsKey(name)) {
            return new SweepField(name, Kind.ANY, (config, value) -> config.toBuilder().extra(name, value).build());
        }
        int dot = name.indexOf('.');
        String outer = dot < 0 ? name : name.substring(0, dot);
        if (dot > 0 && dot < name.length() - 1 && (isObject(outer) || base.settings().containsKey(outer))) {
            return new SweepField(name, Kind.ANY, (config, value) -> nested(config, outer, List.of(name.substring(dot + 1).split("\\.", -1)), value));
        }
        throw new IllegalArgumentException("There is no field " + name + " to vary. " + remedy(name, base));
    }

    private static boolean isObject(String name) {
        return name.equals("datasetFormat") || name.equals("datasetSplit");
    }

    private static String remedy(String name, TrainerConfig base) {
        if (name.equals("name")) {
            return "Trials are named after the trainer, with their number";
        }
        Stream<String> own = base.settings().keySet().stream().filter(set -> !GROUPED.containsKey(set));
        List<String> all = Stream.concat(KNOWN.keySet().stream(), own).distinct().toList();
        List<String> near = NearNames.of(name, all);
        return (near.isEmpty() ? "There are: " + String.join(", ", all) + "." : "Did you mean " + String.join(" or ", near) + "?")
                + " A field of the backend's own can be varied when the trainer sets it, with extra(..)";
    }

    private static TrainerConfig nested(TrainerConfig config, String outer, List<String> path, JsonValue value) {
        JsonValue before = config.settings().getOrDefault(outer, JsonValue.object());
        return config.toBuilder().extra(outer, inside(outer, before, path, value)).build();
    }

    private static JsonValue inside(String name, JsonValue before, List<String> path, JsonValue value) {
        if (path.isEmpty()) {
            return value;
        }
        if (!(before instanceof JsonObject object)) {
            throw new IllegalArgumentException("The field " + name + " is no object in this trainer, so it has no " + String.join(".", path) + " to vary");
        }
        String member = path.get(0);
        return object.with(member, inside(name + "." + member, object.get(member).orElse(JsonValue.object()), path.subList(1, path.size()), value));
    }

    private static void put(String name, Kind kind, BiFunction<TrainerConfig, JsonValue, TrainerConfig> setter) {
        KNOWN.put(name, new SweepField(name, kind, setter));
    }

    private static void built(String name, Kind kind, BiConsumer<Builder, JsonValue> setter) {
        put(name, kind, (config, value) -> {
            Builder builder = config.toBuilder();
            setter.accept(builder, value);
            return builder.build();
        });
    }

    private static void extra(String name, Kind kind) {
        built(name, kind, (b, v) -> b.extra(name, v));
    }

    /** A count where it is a number, and otherwise whatever the backend understands. */
    private static void steps(String name, StepsSetter setter) {
        built(name, Kind.ANY, (b, v) -> {
            if (v instanceof JsonNumber) {
                setter.set(b, whole(new SweepField(name, Kind.WHOLE, (config, value) -> config).checked(v)));
            } else {
                b.extra(name, v);
            }
        });
    }

    @FunctionalInterface
    private interface StepsSetter {
        void set(Builder builder, long steps);
    }

    /** A trainer without LoRA settings leaves the others to the backend, and one that set the flat field itself goes by that. */
    private static void lora(String name, String flat, Kind kind, BiFunction<LoraConfig, JsonValue, LoraConfig> setter) {
        put(name, kind, (config, value) -> {
            // Refuses what is out of range, also where no other setting is known.
            LoraConfig changed = setter.apply(config.lora().orElseGet(() -> LoraConfig.of(1, 1)), value);
            boolean isFlat = config.lora().isEmpty() || config.settings().containsKey(flat);
            return (isFlat ? config.toBuilder().extra(flat, value) : config.toBuilder().lora(changed)).build();
        });
    }

    private static LoraConfig changed(LoraConfig from, int r, double alpha) {
        LoraConfig changed = LoraConfig.of(r, alpha);
        if (from.maxLength().isPresent()) {
            changed = changed.maxLength(from.maxLength().getAsInt());
        }
        return from.loadIn4bit().isPresent() ? changed.loadIn4bit(from.loadIn4bit().get()) : changed;
    }

    private static <D extends Dataset> void dataset(String part, Class<D> type, BiFunction<D, String, Dataset> setter) {
        String name = "datasetSource." + part;
        put(name, Kind.TEXT, (config, value) -> {
            if (!type.isInstance(config.dataset())) {
                throw new IllegalArgumentException("The dataset of this trainer is a " + config.dataset().getClass().getSimpleName() + ", which has no " + part
                        + " to vary");
            }
            return config.toBuilder().dataset(setter.apply(type.cast(config.dataset()), text(value))).build();
        });
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).value();
    }

    private static double number(JsonValue value) {
        return ((JsonNumber) value).value().doubleValue();
    }

    private static long whole(JsonValue value) {
        return ((JsonNumber) value).value().longValueExact();
    }

    private static int integer(String field, JsonValue value) {
        long whole = whole(value);
        if (whole != (int) whole) {
            throw new IllegalArgumentException(field + " must be at most " + Integer.MAX_VALUE + ", not " + whole);
        }
        return (int) whole;
    }
}
