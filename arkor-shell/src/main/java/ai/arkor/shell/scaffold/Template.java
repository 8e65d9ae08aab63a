package ai.arkor.shell.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a project teaches a model. */
public enum Template {
    TRIAGE("sort support tickets by category and urgency"),
    TRANSLATE("put what people tell a parcel service in three languages into English"),
    REDACTION("take names, numbers and addresses out of messages"),
    BLANK("a few rows to begin with");

    public static final Template DEFAULT = TRIAGE;

    private final String purpose;

    Template(String purpose) {
        this.purpose = purpose;
    }

    /** The word for it, as {@code triage}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String purpose() {
        return purpose;
    }

    /** @throws IllegalArgumentException naming those there are, for any other word */
    public static Template of(String id) {
        return Arrays.stream(values()).filter(template -> template.id().equals(id)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "There is no template \"" + id + "\"; there are " + Arrays.stream(values()).map(Template::id).collect(Collectors.joining(", "))));
    }
}
