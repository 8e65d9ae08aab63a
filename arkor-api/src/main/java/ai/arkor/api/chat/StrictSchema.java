package ai.arkor.api.chat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rule for strict schemas: every object schema, also those within, has {@code "additionalProperties": false} and lists all its properties as
 * {@code required}. The backend refuses others as {@code invalid_schema}.
 */
final class StrictSchema {

    /** The keywords of JSON Schema whose value is a schema or a list of schemas. */
    private static final List<String> SCHEMAS = List.of("items", "prefixItems", "additionalItems", "unevaluatedItems", "contains", "additionalProperties",
            "unevaluatedProperties", "propertyNames", "anyOf", "oneOf", "allOf", "not", "if", "then", "else");

    /** Those whose value is an object with a schema under each name. */
    private static final List<String> NAMED_SCHEMAS = List.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private StrictSchema() {}

    /** @throws IllegalArgumentException with the JSON path of the first object that breaks the rule */
    static void check(JsonObject schema) {
        check("$", schema);
    }

    private static void check(String path, JsonValue value) {
        if (value instanceof JsonArray several) {
            for (int i = 0; i < several.values().size(); i++) {
                check(path + "[" + i + "]", several.values().get(i));
            }
        }
        if (!(value instanceof JsonObject schema)) {
            return;
        }
        if (isOfObjects(schema)) {
            checkObject(path, schema);
        }
        for (String keyword : SCHEMAS) {
            schema.get(keyword).ifPresent(inner -> check(path + "." + keyword, inner));
        }
        for (String keyword : NAMED_SCHEMAS) {
            schema.object(keyword).map(JsonObject::members).orElse(Map.of())
                    .forEach((name, inner) -> check(path + "." + keyword + member(name), inner));
        }
    }

    private static boolean isOfObjects(JsonObject schema) {
        JsonValue object = JsonValue.of("object");
        return schema.get("type").filter(object::equals).isPresent()
                || schema.array("type").filter(types -> types.contains(object)).isPresent()
                || schema.object("properties").isPresent();
    }

    private static void checkObject(String path, JsonObject schema) {
        if (!schema.get("additionalProperties").filter(new JsonBoolean(false)::equals).isPresent()) {
            throw new IllegalArgumentException("A strict schema needs \"additionalProperties\": false in every object, which " + path + " has not");
        }
        Set<JsonValue> required = Set.copyOf(schema.array("required").orElse(List.of()));
        for (String name : schema.object("properties").map(JsonObject::members).orElse(Map.of()).keySet()) {
            if (!required.contains(new JsonString(name))) {
                throw new IllegalArgumentException("A strict schema needs all properties \"required\", which \"" + name + "\" of " + path + " is not");
            }
        }
    }

    private static String member(String name) {
        return name.matches("[A-Za-z_$][A-Za-z0-9_$]*") ? "." + name : "[" + JsonValue.of(name) + "]";
    }
}
