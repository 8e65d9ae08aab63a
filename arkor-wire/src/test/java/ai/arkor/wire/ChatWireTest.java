package ai.arkor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ResponseFormat;
import ai.arkor.api.chat.StructuredOutputs;
import ai.arkor.api.chat.Tool;
import ai.arkor.api.chat.ToolCall;
import ai.arkor.api.chat.ToolChoice;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and shapes as the protocol has them, to the letter. */
class ChatWireTest {

    private static final JsonObject SCHEMA = Json.parseObject("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");

    private static ChatRequest.Builder request() {
        return ChatRequest.builder().user("u");
    }

    private static void assertMember(ChatRequest.Builder request, String name, String json) {
        assertThat(ChatWire.of(request.build()).members()).containsOnlyKeys("messages", name);
        assertThat(ChatWire.of(request.build()).members().get(name)).hasToString(json);
    }

    @Test
    void messagesOfEveryRole() {
        List<ToolCall> calls = List.of(new ToolCall("c1", "f", "{\"a\":1}"));
        ChatRequest request = ChatRequest.builder().system("s").user("u").assistant("a").message(ChatMessage.assistant(calls))
                .message(ChatMessage.tool("c1", "r")).message(ChatMessage.assistant("", calls)).build();
        String call = "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}";
        assertThat(ChatWire.of(request)).hasToString("{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"u\"},"
                + "{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"assistant\",\"tool_calls\":[" + call + "]},"
                + "{\"role\":\"tool\",\"content\":\"r\",\"tool_call_id\":\"c1\"},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[" + call + "]}]}");
    }

    @Test
    void toolsWithWhatWasSetOfThem() {
        assertMember(request().tools(List.of()).tool(Tool.function("f")), "tools", "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
        assertMember(request().tool(Tool.function("f").description("d").parameters(SCHEMA).strict(true)), "tools",
                "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":" + SCHEMA + ",\"strict\":true}}]");
        assertThat(ChatWire.of(request().tools(List.of()).build()).members()).containsOnlyKeys("messages");
    }

    @Test
    void choicesOfTools() {
        assertThat(choice(ToolChoice.auto())).hasToString("\"auto\"");
        assertThat(choice(ToolChoice.none())).hasToString("\"none\"");
        assertThat(choice(ToolChoice.required())).hasToString("\"required\"");
        assertThat(choice(ToolChoice.function("f"))).hasToString("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
    }

    private static JsonValue choice(ToolChoice choice) {
        return ChatWire.of(request().tool(Tool.function("f")).toolChoice(choice).build()).members().get("toolChoice");
    }

    @Test
    void formatsOfAnswers() {
        assertMember(request().responseFormat(ResponseFormat.text()), "responseFormat", "{\"type\":\"text\"}");
        assertMember(request().responseFormat(ResponseFormat.jsonObject()), "responseFormat", "{\"type\":\"json_object\"}");
        assertMember(request().responseFormat(ResponseFormat.jsonSchema("n", SCHEMA)), "responseFormat",
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":" + SCHEMA + "}}");
        assertMember(request().responseFormat(ResponseFormat.jsonSchema("n", SCHEMA).description("d").strict(true)), "responseFormat",
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"description\":\"d\",\"schema\":" + SCHEMA + ",\"strict\":true}}");
    }

    @Test
    void constraintsOfAnswers() {
        assertMember(request().structuredOutputs(StructuredOutputs.json(SCHEMA)), "structuredOutputs", "{\"json\":" + SCHEMA + "}");
        assertMember(request().structuredOutputs(StructuredOutputs.regex("[a-z]")), "structuredOutputs", "{\"regex\":\"[a-z]\"}");
        assertMember(request().structuredOutputs(StructuredOutputs.choice("a", "b")), "structuredOutputs", "{\"choice\":[\"a\",\"b\"]}");
        assertMember(request().structuredOutputs(StructuredOutputs.grammar("root ::= \"a\"")), "structuredOutputs", "{\"grammar\":\"root ::= \\\"a\\\"\"}");
        assertMember(request().structuredOutputs(StructuredOutputs.jsonObject().disableAnyWhitespace(true).disableAdditionalProperties(false)
                .whitespacePattern(" ?")), "structuredOutputs",
                "{\"json_object\":true,\"disable_any_whitespace\":true,\"disable_additional_properties\":false,\"whitespace_pattern\":\" ?\"}");
    }

    @Test
    void everythingAtOnceIsInCamelCaseAboveAndSnakeCaseBelow() {
        JsonObject json = ChatWire.of(request().temperature(0.5).topP(0.9).maxTokens(4).tool(Tool.function("f")).toolChoice(ToolChoice.auto())
                .responseFormat(ResponseFormat.text()).structuredOutputs(StructuredOutputs.regex("x")).extra("stop", JsonValue.of("\n")).build());
        assertThat(json.members().keySet()).containsExactly("messages", "temperature", "topP", "maxTokens", "tools", "toolChoice", "responseFormat",
                "structuredOutputs", "stop");
    }
}
