package ai.arkor.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an answer tells, whatever shape it has. */
class ChatResponseTest {

    private static ChatResponse response(String json) {
        return new ChatResponse(JsonValue.parse(json));
    }

    private static ChatResponse saying(String message, String reason) {
        return response("{\"choices\":[{\"index\":0,\"finish_reason\":\"" + reason + "\",\"message\":" + message + "}]}");
    }

    @Test
    void tellsAllThatACompletionHas() {
        ChatResponse response = response("""
                {"id":"c-1","model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hi"}}],
                 "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""");
        assertThat(response.id()).contains("c-1");
        assertThat(response.model()).contains("m");
        assertThat(response.text()).isEqualTo("hi");
        assertThat(response.finishReason()).contains("stop");
        assertThat(response.promptTokens()).hasValue(3);
        assertThat(response.completionTokens()).hasValue(2);
        assertThat(response.usage().orElseThrow().totalTokens()).hasValue(5);
        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.message()).isEqualTo(ChatMessage.assistant("hi"));
    }

    @Test
    void itsMessageGoesBackIntoTheConversation() {
        String call = "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}";
        ToolCall expected = new ToolCall("c1", "f", "{\"a\":1}");
        assertThat(saying("{\"content\":null,\"tool_calls\":[" + call + "]}", "tool_calls").message())
                .isEqualTo(ChatMessage.assistant(List.of(expected)));
        assertThat(saying("{\"content\":\"wait\",\"tool_calls\":[" + call + "]}", "tool_calls").message())
                .isEqualTo(ChatMessage.assistant("wait", List.of(expected)));
        assertThat(saying("{\"content\":\"\"}", "stop").message()).isEqualTo(ChatMessage.assistant(""));
        assertThat(saying("{}", "stop").message()).as("a model that said nothing").isEqualTo(ChatMessage.assistant(""));
        assertThat(saying("{\"tool_calls\":[]}", "stop").message()).isEqualTo(ChatMessage.assistant(""));
    }

    @Test
    void readsToolCallsOfSloppyBackends() {
        ChatResponse response = saying("{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},7,{\"id\":\"x\"},{\"id\":\"y\",\"function\":{}}]}", "stop");
        assertThat(response.toolCalls()).containsExactly(new ToolCall("", "f", "{\"a\":1}"), new ToolCall("y", "", ""));
    }

    @Test
    void readsItsTextAsJson() {
        assertThat(saying("{\"content\":\" {\\\"a\\\": [1]}\\n\"}", "stop").parsedText()).isEqualTo(JsonValue.parse("{\"a\":[1]}"));
        assertThatThrownBy(() -> saying("{\"content\":\"{\\\"a\\\": [1\"}", "length").parsedText())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ended by length");
    }

    @Test
    void isPlainTextOrAnyOfTheKnownShapes() {
        assertThat(new ChatResponse(JsonValue.of("plain")).text()).isEqualTo("plain");
        assertThat(new ChatResponse(JsonValue.of("plain")).message()).isEqualTo(ChatMessage.assistant("plain"));
        assertThat(response("{\"content\":\"c\"}").text()).isEqualTo("c");
        assertThat(response("{\"text\":\"t\"}").text()).isEqualTo("t");
        ChatResponse strange = response("{\"strange\":1}");
        assertThat(strange.text()).isEmpty();
        assertThat(strange.finishReason()).isEmpty();
        assertThat(strange.promptTokens()).isEmpty();
    }
}
