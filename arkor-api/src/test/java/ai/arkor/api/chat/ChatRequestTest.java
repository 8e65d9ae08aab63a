package ai.arkor.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a chat request can say, and what it cannot. */
class ChatRequestTest {

    private static final Tool WEATHER = Tool.function("weather");

    private static ChatRequest.Builder request() {
        return ChatRequest.builder().user("u");
    }

    private static JsonObject object(String json) {
        return (JsonObject) JsonValue.parse(json);
    }

    @Test
    void aCopyCarriesEverything() {
        ChatRequest request = request().model(ModelRef.checkpoint("j", 4)).temperature(0.5).topP(0.9).maxTokens(7).tool(WEATHER)
                .toolChoice(ToolChoice.function("weather")).responseFormat(ResponseFormat.text()).structuredOutputs(StructuredOutputs.choice("a", "b"))
                .extra("seed", JsonValue.of(3)).build();
        ChatRequest copy = request.toBuilder().build();
        assertThat(copy).usingRecursiveComparison().isEqualTo(request);
        assertThat(copy.toolChoice()).contains(ToolChoice.function("weather"));
        assertThat(copy.responseFormat()).contains(ResponseFormat.text());
        assertThat(copy.structuredOutputs().orElseThrow().constraint()).isEqualTo(new StructuredOutputs.Choice(List.of("a", "b")));
        assertThat(copy.tools()).containsExactly(WEATHER);
        assertThat(copy.extra()).containsEntry("seed", JsonValue.of(3));
    }

    @Test
    void aToolChoiceNeedsItsTool() {
        assertThatThrownBy(() -> request().toolChoice(ToolChoice.auto()).build()).hasMessageContaining("toolChoice needs tools");
        assertThatThrownBy(() -> request().tool(WEATHER).toolChoice(ToolChoice.function("time")).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("toolChoice names time, which is none of the tools weather");
        assertThatThrownBy(() -> request().tools(List.of(WEATHER, WEATHER)).build()).hasMessageContaining("two of the name weather");
        assertThatThrownBy(() -> ToolChoice.function(" ")).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> Tool.function("")).hasMessageContaining("must not be blank");
    }

    @Test
    void structuredOutputsAndAJsonFormatExcludeEachOther() {
        StructuredOutputs regex = StructuredOutputs.regex("[0-9]+");
        assertThatThrownBy(() -> request().structuredOutputs(regex).responseFormat(ResponseFormat.jsonObject()).build())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> request().structuredOutputs(regex).responseFormat(ResponseFormat.jsonSchema("s", JsonValue.object())).build())
                .hasMessageContaining("exclude each other");
        assertThat(request().structuredOutputs(regex).responseFormat(ResponseFormat.text()).build().structuredOutputs()).contains(regex);
    }

    @Test
    void aConstraintSaysSomething() {
        assertThatThrownBy(() -> StructuredOutputs.choice()).hasMessageContaining("at least one option");
        assertThatThrownBy(() -> StructuredOutputs.choice(List.of())).hasMessageContaining("at least one option");
        assertThatThrownBy(() -> StructuredOutputs.regex(" ")).hasMessageContaining("regex");
        assertThatThrownBy(() -> StructuredOutputs.grammar("\n")).hasMessageContaining("grammar");
        assertThatThrownBy(() -> ResponseFormat.jsonSchema("", JsonValue.object())).hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "toolChoice", "responseFormat", "structuredOutputs", "messages", "adapter", "baseModel", "temperature", "topP", "maxTokens"})
    void whatHasAMethodIsNoExtra(String name) {
        assertThatThrownBy(() -> request().extra(name, JsonValue.NULL)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(name);
    }

    @Test
    void whetherToStreamIsNoExtra() {
        assertThatThrownBy(() -> request().extra("stream", JsonValue.of(true))).hasMessageContaining("chatStream");
        assertThat(request().extra("stop", JsonValue.of("\n")).build().extra()).containsKey("stop");
    }

    @Test
    void anAssistantSaysOrCallsSomething() {
        ToolCall call = ToolCall.of("c1", "weather", object("{\"city\":\"Rome\"}"));
        assertThat(ChatMessage.assistant(List.of(call)).content()).isEmpty();
        assertThat(ChatMessage.assistant("", List.of(call)).role()).isEqualTo(ChatMessage.Role.ASSISTANT);
        assertThat(ChatMessage.tool(call, "sunny")).isEqualTo(ChatMessage.tool("c1", "sunny"));
        assertThatThrownBy(() -> ChatMessage.assistant(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChatMessage.Assistant(Optional.empty(), List.of())).hasMessageContaining("text or at least one tool call");
    }

    @Test
    void theArgumentsOfACallMayBeWrong() {
        assertThat(new ToolCall("c", "f", "{\"a\":1}").parsedArguments().number("a")).isPresent();
        assertThat(new ToolCall("c", "f", " ").parsedArguments()).isEqualTo(JsonValue.object());
        assertThatThrownBy(() -> new ToolCall("c", "f", "{\"a\":").parsedArguments()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("call of f");
        assertThatThrownBy(() -> new ToolCall("c", "f", "[1]").parsedArguments()).hasMessageContaining("no object");
    }

    @Test
    void aStrictSchemaClosesEveryObject() {
        String address = "{\"type\":\"object\",\"properties\":{\"zip\":{\"type\":\"string\"}},\"required\":[\"zip\"]%s}";
        String schema = "{\"type\":\"object\",\"properties\":{\"addresses\":{\"type\":\"array\",\"items\":%s}},\"required\":[\"addresses\"],\"additionalProperties\":false}";
        JsonObject open = object(schema.formatted(address.formatted("")));
        assertThatThrownBy(() -> ResponseFormat.jsonSchema("s", open).strict(true))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("additionalProperties").hasMessageContaining("$.properties.addresses.items ");
        assertThat(ResponseFormat.jsonSchema("s", open).strict(false).schema()).isEqualTo(open);
        JsonObject closed = object(schema.formatted(address.formatted(",\"additionalProperties\":false")));
        assertThat(ResponseFormat.jsonSchema("s", closed).strict(true).strict()).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\":\"object\"}|$ ",
        "{\"properties\":{}}|$ ",
        "{\"type\":[\"null\",\"object\"],\"additionalProperties\":true}|$ ",
        "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"object\"}]}|$.anyOf[1] ",
        "{\"$defs\":{\"a b\":{\"type\":\"object\"}}}|$.$defs[\"a b\"] ",
        "{\"type\":\"array\",\"prefixItems\":[{\"not\":{\"type\":\"object\"}}]}|$.prefixItems[0].not ",
        "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}|\"b\" of $ ",
    })
    void aStrictSchemaNamesWhatBreaksItsRule(String schemaAndPlace) {
        String[] parts = schemaAndPlace.split("\\|");
        assertThatThrownBy(() -> ResponseFormat.jsonSchema("s", object(parts[0])).strict(true)).hasMessageContaining(parts[1]);
    }

    @Test
    void aStrictSchemaMayHoldObjectsThatAreNoSchemas() {
        JsonObject schema = object("{\"enum\":[{\"type\":\"object\"}],\"default\":{\"type\":\"object\"},\"properties\":{\"type\":{\"const\":{\"properties\":{}}}},"
                + "\"required\":[\"type\"],\"additionalProperties\":false}");
        assertThat(ResponseFormat.jsonSchema("s", schema).strict(true).schema()).isEqualTo(schema);
    }
}
