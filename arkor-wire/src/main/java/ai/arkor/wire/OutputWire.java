package ai.arkor.wire;

import ai.arkor.api.chat.ResponseFormat;
import ai.arkor.api.chat.StructuredOutputs;
import ai.arkor.api.chat.StructuredOutputs.Constraint;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;

/** What form an answer is to have: as OpenAI spells it, and as vLLM does. */
final class OutputWire {

    private OutputWire() {}

    static JsonValue of(ResponseFormat format) {
        if (format instanceof ResponseFormat.Schema schema) {
            return type("json_schema").with("json_schema", new Members()
                    .put("name", JsonValue.of(schema.name()))
                    .put("description", schema.description().map(JsonValue::of))
                    .put("schema", schema.schema())
                    .put("strict", schema.strict().map(JsonValue::of))
                    .toObject());
        }
        return type(format instanceof ResponseFormat.AnyObject ? "json_object" : "text");
    }

    private static JsonObject type(String name) {
        return JsonValue.object().with("type", JsonValue.of(name));
    }

    static JsonValue of(StructuredOutputs outputs) {
        return constraint(outputs.constraint())
                .put("disable_any_whitespace", outputs.disableAnyWhitespace().map(JsonValue::of))
                .put("disable_additional_properties", outputs.disableAdditionalProperties().map(JsonValue::of))
                .put("whitespace_pattern", outputs.whitespacePattern().map(JsonValue::of))
                .toObject();
    }

    private static Members constraint(Constraint constraint) {
        Members members = new Members();
        if (constraint instanceof StructuredOutputs.Json json) {
            return members.put("json", json.schema());
        } else if (constraint instanceof StructuredOutputs.Regex regex) {
            return members.put("regex", JsonValue.of(regex.pattern()));
        } else if (constraint instanceof StructuredOutputs.Choice choice) {
            return members.put("choice", JsonValue.from(choice.options()));
        } else if (constraint instanceof StructuredOutputs.Grammar grammar) {
            return members.put("grammar", JsonValue.of(grammar.grammar()));
        }
        return members.put("json_object", JsonValue.of(true));
    }
}
