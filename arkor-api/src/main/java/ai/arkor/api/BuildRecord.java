package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a jar was built from; kept in the jar. Files of the project are named from its folder, so that a project may be moved; there are no times in it, so
 * that one may be copied.
 *
 * @param java the JDK's feature release
 * @param arkor the version of this API
 * @param sources the fingerprint of each source that the compiler read
 * @param folders the names of the sources in each folder that the compiler looked into; none in one that was not there
 * @param classPath the fingerprint of each element that was named for the build
 * @param projectClassPath the same of what the project's own build had left
 */
record BuildRecord(String entry, int java, String arkor, Map<String, String> sources, Map<String, List<String>> folders, Map<String, String> classPath,
        Map<String, String> projectClassPath) {

    static int thisJava() {
        return Runtime.version().feature();
    }

    static String thisArkor() {
        Module module = BuildRecord.class.getModule();
        Optional<String> version = module.isNamed() ? module.getDescriptor().rawVersion() : Optional.empty();
        return version.or(() -> Optional.ofNullable(BuildRecord.class.getPackage().getImplementationVersion())).orElse("unknown");
    }

    String toJson() {
        return JsonValue.object().with("entry", JsonValue.of(entry)).with("java", JsonValue.of(java)).with("arkor", JsonValue.of(arkor))
                .with("sources", JsonValue.from(sources)).with("folders", JsonValue.from(folders)).with("classPath", JsonValue.from(classPath))
                .with("projectClassPath", JsonValue.from(projectClassPath)).toString();
    }

    /** Empty when another version wrote it in another way. */
    static Optional<BuildRecord> parse(String json) {
        try {
            JsonObject record = (JsonObject) JsonValue.parse(json);
            return Optional.of(new BuildRecord(record.string("entry").orElseThrow(), record.number("java").map(BigDecimal::intValueExact).orElseThrow(),
                    record.string("arkor").orElseThrow(), map(record, "sources", BuildRecord::text), map(record, "folders", BuildRecord::texts),
                    map(record, "classPath", BuildRecord::text), map(record, "projectClassPath", BuildRecord::text)));
        } catch (RuntimeException otherwiseWritten) {
            return Optional.empty();
        }
    }

    private static <V> Map<String, V> map(JsonObject record, String name, Function<JsonValue, V> value) {
        Map<String, V> map = new LinkedHashMap<>();
        record.object(name).orElseThrow().members().forEach((key, member) -> map.put(key, value.apply(member)));
        return map;
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).value();
    }

    private static List<String> texts(JsonValue value) {
        return ((JsonValue.JsonArray) value).values().stream().map(BuildRecord::text).toList();
    }
}
