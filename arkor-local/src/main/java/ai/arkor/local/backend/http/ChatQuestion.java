package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonNull;
import ai.arkor.api.json.JsonValue.JsonNumber;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a chat request that is the same for every model, checked. */
record ChatQuestion(List<JsonObject> messages, boolean raw, boolean stream, double temperature, double topP, int maxTokens, long seed, List<String> stop) {

    private static final List<String> NOT_BUILT = List.of("tools", "toolChoice", "structuredOutputs");
    private static final Set<String> KNOWN = Set.of("messages", "adapter", "baseModel", "stream", "temperature", "topP", "maxTokens", "responseFormat", "raw",
            "seed", "stop");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant");
    private static final int DEFAULT_MAX_TOKENS = 256;

    /** @throws HttpProblem 400, naming the member that is wrong */
    static ChatQuestion of(JsonObject body) {
        refuseWhatIsNotBuilt(body);
        boolean raw = flag(body, "raw");
        List<JsonObject> messages = messages(body);
        if (raw && (messages.size() != 1 || !messages.get(0).string("role").orElse("").equals("user"))) {
            throw new HttpProblem(400, "With raw, messages must be exactly one user message, whose content is continued.");
        }
        return new ChatQuestion(messages, raw, flag(body, "stream"),
                number(body, "temperature", 0, 100).orElse(BigDecimal.ONE).doubleValue(),
                number(body, "topP", Double.MIN_NORMAL, 1).orElse(BigDecimal.ONE).doubleValue(),
                (int) whole(body, "maxTokens", 1, Integer.MAX_VALUE).orElse((long) DEFAULT_MAX_TOKENS).longValue(),
                whole(body, "seed", 0, Long.MAX_VALUE).orElse(0L),
                stop(body));
    }

    /** An answer that leaves out what was asked for is worse than none, so what is not known is refused, too. */
    private static void refuseWhatIsNotBuilt(JsonObject body) {
        NOT_BUILT.stream().filter(field -> given(body, field).isPresent()).findFirst().ifPresent(field -> {
            throw new HttpProblem(400, field + " is not something the local backend can do yet; leave it out.");
        });
        given(body, "responseFormat").ifPresent(ChatQuestion::refuseUnlessText);
        body.members().keySet().stream().filter(field -> given(body, field).isPresent() && !KNOWN.contains(field)).findFirst().ifPresent(field -> {
            throw new HttpProblem(400, field + " is not a field the local backend knows; remove it.");
        });
    }

    private static void refuseUnlessText(JsonValue format) {
        JsonValue type = format instanceof JsonObject object ? object.get("type").orElse(JsonValue.NULL) : JsonValue.NULL;
        if (!type.equals(JsonValue.of("text"))) {
            throw new HttpProblem(400, "responseFormat of type " + type + " is not something the local backend can do yet; leave it out, or give {\"type\":\"text\"}.");
        }
    }

    private static List<JsonObject> messages(JsonObject body) {
        List<JsonValue> given = body.array("messages").orElse(List.of());
        if (given.isEmpty()) {
            throw new HttpProblem(400, "messages must be an array of at least one message.");
        }
        List<JsonObject> messages = new ArrayList<>();
        for (JsonValue value : given) {
            messages.add(message("messages[" + messages.size() + "]", value));
        }
        return messages;
    }

    /** The message's role and content; what else it has is left out. */
    private static JsonObject message(String path, JsonValue value) {
        if (!(value instanceof JsonObject message)) {
            throw new HttpProblem(400, path + " must be an object with role and content.");
        }
        String role = message.string("role").orElse("");
        if (!ROLES.contains(role)) {
            throw new HttpProblem(400, path + ".role must be system, user or assistant on the local backend, not " + message.get("role").orElse(JsonValue.NULL) + ".");
        }
        if (given(message, "tool_calls").isPresent()) {
            throw new HttpProblem(400, path + ".tool_calls is not something the local backend can do yet; leave it out.");
        }
        String content = message.string("content").orElseThrow(() -> new HttpProblem(400, path + ".content must be a text."));
        return JsonValue.object().with("role", JsonValue.of(role)).with("content", JsonValue.of(content));
    }

    private static List<String> stop(JsonObject body) {
        Optional<JsonValue> given = given(body, "stop");
        if (given.isEmpty()) {
            return List.of();
        }
        List<JsonValue> texts = given.get() instanceof JsonArray array ? array.values() : List.of(given.get());
        List<String> stop = new ArrayList<>();
        for (JsonValue text : texts) {
            if (!(text instanceof JsonString string) || string.value().isEmpty()) {
                throw new HttpProblem(400, "stop must be a text or an array of texts, none of them empty.");
            }
            stop.add(string.value());
        }
        return stop;
    }

    private static boolean flag(JsonObject body, String field) {
        Optional<JsonValue> given = given(body, field);
        if (given.isPresent() && !(given.get() instanceof JsonBoolean)) {
            throw new HttpProblem(400, field + " must be true or false.");
        }
        return given.isPresent() && ((JsonBoolean) given.get()).value();
    }

    private static Optional<BigDecimal> number(JsonObject body, String field, double least, double most) {
        return given(body, field).map(value -> {
            if (value instanceof JsonNumber number && number.value().doubleValue() >= least && number.value().doubleValue() <= most) {
                return number.value();
            }
            throw new HttpProblem(400, field + " must be a number" + (least > 0 ? " above 0" : " of 0 or more") + ", at most " + most + ".");
        });
    }

    private static Optional<Long> whole(JsonObject body, String field, long least, long most) {
        return given(body, field).map(value -> {
            try {
                if (value instanceof JsonNumber number) {
                    long whole = number.value().longValueExact();
                    if (whole >= least && whole <= most) {
                        return whole;
                    }
                }
            } catch (ArithmeticException notWhole) {
                // Refused below.
            }
            throw new HttpProblem(400, field + " must be a whole number of " + least + " or more.");
        });
    }

    private static Optional<JsonValue> given(JsonObject body, String field) {
        return body.get(field).filter(value -> !(value instanceof JsonNull));
    }
}
