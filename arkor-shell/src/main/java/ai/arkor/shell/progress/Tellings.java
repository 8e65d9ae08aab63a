package ai.arkor.shell.progress;

import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/** Events in the words people are told. */
public final class Tellings {

    private Tellings() {}

    static String started(TrainingStarted started) {
        JsonObject metadata = started.metadata();
        StringBuilder line = new StringBuilder("training");
        metadata.string("baseModel").ifPresent(model -> line.append(' ').append(model));
        metadata.number("totalSteps").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" steps"));
        metadata.number("trainRows").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" rows"));
        metadata.number("evalRows").filter(n -> n.signum() > 0).ifPresent(n -> line.append(" and ").append(n.toPlainString()).append(" held out"));
        metadata.number("trainableParameters").ifPresent(n -> line.append(", ").append(n.toPlainString()).append(" trainable parameters"));
        return line.toString();
    }

    /** Where the first of the artifacts is. */
    public static Optional<String> place(List<JsonValue> artifacts) {
        return artifacts.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(artifact -> artifact.string("pathname").or(() -> artifact.string("url")).stream())
                .findFirst();
    }
}
