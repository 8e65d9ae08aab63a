package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;

/** What Arkor Cloud refuses of requests about deployments. Each method throws an {@link IllegalArgumentException} that names the field. */
final class EndpointRules {

    private static final List<String> RESERVED = List.of("www", "api", "admin");
    private static final int MAX_LABEL = 80;

    private EndpointRules() {}

    static JsonObject checkNew(JsonObject fields) {
        String slug = fields.string("slug").orElse("");
        check(slug.matches("[a-z0-9][a-z0-9-]{0,48}[a-z0-9]"), "slug: 2 to 50 of a-z, 0-9 and -");
        check(!RESERVED.contains(slug), "slug: " + slug + " is reserved");
        check(fields.get("target").isPresent(), "target: required");
        check(fields.get("authMode").isPresent(), "authMode: required");
        return checkChange(fields);
    }

    static JsonObject checkChange(JsonObject fields) {
        check(fields.get("target").isEmpty() || fields.object("target").filter(EndpointRules::isTarget).isPresent(), "target: not of the union");
        check(fields.get("authMode").isEmpty() || List.of("none", "fixed_api_key").contains(fields.string("authMode").orElse("")),
                "authMode: none or fixed_api_key");
        check(fields.get("enabled").isEmpty() || fields.get("enabled").filter(JsonBoolean.class::isInstance).isPresent(), "enabled: true or false");
        checkRetention(fields);
        return fields;
    }

    private static boolean isTarget(JsonObject target) {
        return switch (target.string("kind").orElse("")) {
            case "base_model" -> target.string("baseModel").isPresent();
            case "adapter" -> target.object("adapter").filter(EndpointRules::isAdapter).isPresent();
            default -> false;
        };
    }

    private static boolean isAdapter(JsonObject adapter) {
        return adapter.string("jobId").isPresent() && switch (adapter.string("kind").orElse("")) {
            case "final" -> true;
            case "checkpoint" -> adapter.number("step").isPresent();
            default -> false;
        };
    }

    private static void checkRetention(JsonObject fields) {
        boolean whole = fields.number("runRetentionDays").filter(value -> value.signum() > 0 && value.scale() <= 0).isPresent();
        boolean byDays = fields.string("runRetentionMode").filter("days"::equals).isPresent();
        check(byDays ? whole : fields.get("runRetentionDays").isEmpty(), "runRetentionDays: a positive integer with the mode days, and absent with any other");
    }

    static String label(JsonObject fields) {
        String label = fields.string("label").orElse("").strip();
        check(!label.isEmpty() && label.length() <= MAX_LABEL, "label: 1 to 80 characters");
        return label;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
