package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.RunOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.chat.ResponseFormat;
import ai.arkor.api.chat.StructuredOutputs;
import ai.arkor.api.chat.Tool;
import ai.arkor.api.chat.ToolCall;
import ai.arkor.api.chat.ToolChoice;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking models, whole and in pieces, over the wire. */
class ChatTest extends ClientTest {

    private static final String CHAT = "POST /v1/inference/chat";

    private static final JsonObject SCHEMA = (JsonObject) JsonValue.parse("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
    private static final ToolCall ROME = new ToolCall("call-1", "weather", "{\"city\":\"Rome 🏛\"}");
    private static final ToolCall KIEL = new ToolCall("call-2", "weather", "{\"city\":\"Kiel\"}");

    private static ChatRequest ask(String text) {
        return ChatRequest.builder().model(ModelRef.base("m")).user(text).build();
    }

    /** The body of the chat of that number, as it was sent. */
    private String sent(int number) throws InterruptedException {
        return cloud.awaitRequests(CHAT, number + 1).get(number).body();
    }

    private static JsonObject calling(String content, ToolCall... calls) {
        List<Object> told = new ArrayList<>();
        for (ToolCall call : calls) {
            told.add(JsonValue.parse("{\"id\":\"" + call.id() + "\",\"type\":\"function\",\"function\":{\"name\":\"" + call.name() + "\",\"arguments\":"
                    + JsonValue.of(call.arguments()) + "}}"));
        }
        JsonObject message = JsonValue.object().with("role", JsonValue.of("assistant")).with("tool_calls", JsonValue.from(told));
        return content.isEmpty() ? message.with("content", JsonValue.NULL) : message.with("content", JsonValue.of(content));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolIsCalledAndItsResultGoesBack(boolean streamed) throws Exception {
        cloud.onChatMessage(request -> request.array("messages").orElseThrow().size() == 1
                ? calling("", ROME, KIEL)
                : (JsonObject) JsonValue.parse("{\"role\":\"assistant\",\"content\":\"Sunny and rainy.\"}"));
        ChatRequest first = ask("Weather?").toBuilder().tool(Tool.function("weather").description("Now").parameters(SCHEMA).strict(false))
                .toolChoice(ToolChoice.auto()).build();
        ChatResponse response = answer(first, streamed);
        assertThat(response.finishReason()).contains("tool_calls");
        assertThat(response.toolCalls()).containsExactly(ROME, KIEL);
        assertThat(response.toolCalls().get(0).parsedArguments().string("city")).contains("Rome 🏛");

        ChatRequest second = first.toBuilder().message(response.message()).message(ChatMessage.tool(response.toolCalls().get(0), "sunny"))
                .message(ChatMessage.tool("call-2", "rain")).build();
        assertThat(answer(second, streamed).text()).isEqualTo("Sunny and rainy.");

        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":\"Now\",\"parameters\":" + SCHEMA
                + ",\"strict\":false}}],\"toolChoice\":\"auto\",\"stream\":" + streamed + "}";
        assertThat(sent(0)).isEqualTo("{\"baseModel\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"}]," + tools);
        assertThat(sent(1)).isEqualTo("{\"baseModel\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"},"
                + "{\"role\":\"assistant\",\"tool_calls\":["
                + "{\"id\":\"call-1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Rome 🏛\\\"}\"}},"
                + "{\"id\":\"call-2\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Kiel\\\"}\"}}]},"
                + "{\"role\":\"tool\",\"content\":\"sunny\",\"tool_call_id\":\"call-1\"},"
                + "{\"role\":\"tool\",\"content\":\"rain\",\"tool_call_id\":\"call-2\"}]," + tools);
    }

    private ChatResponse answer(ChatRequest request, boolean streamed) throws InterruptedException {
        return streamed ? client.chatStream(request).response() : client.chat(request);
    }

    @Test
    void aStreamedAnswerIsTheWholeOneHoweverItIsCut() throws Exception {
        cloud.onChatMessage(request -> calling("Let me see: größe 🚀 \n", ROME, KIEL));
        ChatResponse whole = client.chat(ask("x"));
        assertThat(whole.text()).isEqualTo("Let me see: größe 🚀 \n");
        cloud.fault(CHAT, Fault.splitEvery(1), Fault.splitAtRandom(3), Fault.splitAtRandom(4), Fault.garbage(": keep-alive\n\nevent: ping\ndata: x\n\n"));
        for (int i = 0; i < 4; i++) {
            ChatResponse streamed = client.chatStream(ask("x")).response();
            assertThat(streamed.message()).isEqualTo(whole.message());
            assertThat(streamed.finishReason()).isEqualTo(whole.finishReason());
            assertThat(streamed.id()).isPresent().isEqualTo(whole.id());
            assertThat(streamed.model()).isPresent().isEqualTo(whole.model());
        }
    }

    @Test
    void piecesOfEveryKindComeInOrderAndThenTheResponse() throws Exception {
        cloud.onChatMessage(request -> calling("see ", KIEL));
        try (ChatStream answer = client.chatStream(ask("x"))) {
            List<ChatPiece> pieces = new ArrayList<>();
            answer.pieces().forEach(pieces::add);
            assertThat(pieces).startsWith(new ChatPiece.Text("see "), new ChatPiece.ToolCallDelta(0, Optional.of("call-2"), "weather", ""),
                    new ChatPiece.ToolCallDelta(0, Optional.empty(), "", "{\"cit")).endsWith(new ChatPiece.Finish("tool_calls"));
            assertThat(answer.response().toolCalls()).containsExactly(KIEL);
            assertThatThrownBy(answer::iterator).isInstanceOf(IllegalStateException.class).hasMessageContaining("once");
        }
    }

    @Test
    void textIsIteratedAndTheRestReadAfterwards() throws Exception {
        cloud.onChat(request -> "one two three");
        try (ChatStream answer = client.chatStream(ask("x"))) {
            assertThat(answer.iterator().next()).isEqualTo("one ");
            assertThat(answer.readAll()).isEqualTo("two three");
            assertThat(answer.response().text()).isEqualTo("one two three");
        }
    }

    @Test
    void usageThatFollowsTheEndIsTold() throws Exception {
        cloud.fault(CHAT, Fault.body("data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"length\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n"));
        ChatResponse response = client.chatStream(ask("x")).response();
        assertThat(response.finishReason()).contains("length");
        assertThat(response.promptTokens()).hasValue(2);
        assertThat(response.text()).isEqualTo("a");
    }

    @Test
    void aPlainTextAnswerIsCarried() throws Exception {
        Fault plain = Fault.contentType("text/plain; charset=utf-8").and(Fault.body("just größe"));
        Fault looksLikeJson = Fault.contentType("text/plain").and(Fault.body("{\"city\": \"Rome\"}"));
        cloud.fault(CHAT, plain, plain, looksLikeJson, looksLikeJson);
        assertThat(client.chat(ask("x")).text()).isEqualTo("just größe");
        assertThat(client.chatStream(ask("x")).readAll()).isEqualTo("just größe");
        assertThat(client.chat(ask("x")).text()).isEqualTo("{\"city\": \"Rome\"}");
        assertThat(client.chatStream(ask("x")).response().parsedText()).isEqualTo(JsonValue.parse("{\"city\":\"Rome\"}"));
    }

    @Test
    void anAnswerInTheOtherFormThanAskedForIsRead() throws Exception {
        String whole = "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":" + calling("w", ROME, KIEL) + "}],\"usage\":{\"prompt_tokens\":2}}";
        cloud.fault(CHAT, Fault.contentType("application/json").and(Fault.body(whole)),
                Fault.contentType("text/event-stream").and(Fault.body("data: \"a\"\n\ndata: \"b\"\n\ndata: [DONE]\n\n")));
        try (ChatStream answer = client.chatStream(ask("x"))) {
            List<ChatPiece> pieces = new ArrayList<>();
            answer.pieces().forEach(pieces::add);
            assertThat(pieces).hasSize(5).startsWith(new ChatPiece.Text("w"), new ChatPiece.ToolCallDelta(0, Optional.of("call-1"), "weather", ROME.arguments()),
                    new ChatPiece.ToolCallDelta(1, Optional.of("call-2"), "weather", KIEL.arguments()), new ChatPiece.Finish("stop"));
            assertThat(answer.response()).isEqualTo(new ChatResponse(JsonValue.parse(whole)));
        }
        assertThat(client.chat(ask("x")).text()).isEqualTo("ab");
    }

    @Test
    void aBrokenAnswerIsNeverTakenForAWholeOne() throws Exception {
        cloud.fault(CHAT, Fault.truncatedTo(20), Fault.body("[1]"), Fault.body("{\"error\":{\"message\":\"no memory\"}}"), Fault.lostAnswer());
        assertThatThrownBy(() -> client.chat(ask("x"))).isInstanceOf(TransportException.class).hasMessageContaining("not the JSON it should be");
        assertThatThrownBy(() -> client.chat(ask("x"))).isInstanceOf(TransportException.class).hasMessageContaining("not the JSON object");
        assertThatThrownBy(() -> client.chat(ask("x"))).isInstanceOf(TransportException.class).hasMessageContaining("no memory");
        assertThatThrownBy(() -> client.chat(ask("x"))).isInstanceOf(TransportException.class);
        assertThat(client.chat(ask("x")).text()).isEqualTo("scripted answer");
        assertThat(cloud.requests(CHAT)).as("nothing is asked twice").hasSize(5);
    }

    @Test
    void aBrokenStreamIsNeverTakenForAWholeOne() throws Exception {
        cloud.onChat(request -> "one two");
        cloud.fault(CHAT, Fault.dropAfterEvents(2), Fault.closeAfterEvents(2), Fault.resetAfterEvents(2),
                Fault.body("data: \"one \"\n\nevent: error\ndata: {\"error\":\"The worker died.\"}\n\n"));
        for (String why : List.of("broke off", "broke off before its end", "broke off", "The worker died.")) {
            try (ChatStream answer = client.chatStream(ask("x"))) {
                StringBuilder text = new StringBuilder();
                assertThatThrownBy(() -> answer.forEach(text::append)).isInstanceOf(TransportException.class).hasMessageContaining(why);
                assertThat(text).as("what came before").hasToString("one ");
                assertThatThrownBy(answer::response).isInstanceOf(TransportException.class).hasMessageContaining(why);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusalIsToldAndNotTriedAgain(boolean streamed) throws Exception {
        cloud.fault(CHAT, Fault.status(400, "{\"error\":\"tool_calling_not_configured\"}"), Fault.status(503));
        assertThatThrownBy(() -> answer(ask("x"), streamed)).isInstanceOfSatisfying(CloudApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused).hasMessageContaining("tool_calling_not_configured");
        });
        assertThatThrownBy(() -> answer(ask("x"), streamed)).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(503));
        assertThat(cloud.requests(CHAT)).hasSize(2);
    }

    @Test
    void aCheckpointIsAskedFromItsCallback() throws Exception {
        cloud.onChat(request -> "of step " + request.object("adapter").flatMap(adapter -> adapter.number("step")).map(step -> step.toPlainString()).orElse("none"));
        job.started().checkpoint(20).checkpoint(40).completed();
        List<String> answers = new ArrayList<>();
        trainer().onCheckpoint(checkpoint -> {
            answers.add(checkpoint.infer("whole").text());
            try (ChatStream answer = checkpoint.inferStream("in pieces")) {
                answers.add(answer.readAll());
            }
            answers.add(checkpoint.infer(ask("of another model")).text());
        }).build().await();
        assertThat(answers).containsExactly("of step 20", "of step 20", "of step none", "of step 40", "of step 40", "of step none");
        assertThat(sent(0)).isEqualTo("{\"adapter\":{\"kind\":\"checkpoint\",\"jobId\":\"" + job.id() + "\",\"step\":20},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"whole\"}],\"stream\":false}");
    }

    @Test
    void aFinishedRunAndItsCheckpointsAreAskedByIdAnotherDay() throws Exception {
        cloud.existingJob("j-7").started().checkpoint(20).completed();
        ChatRequest question = ChatRequest.of("q");
        client.chat(question.toBuilder().model(ModelRef.finalAdapter("j-7")).build());
        client.chat(question.toBuilder().model(ModelRef.checkpoint("j-7", 20)).build());
        TrainingRun run = client.attach(new RunReference(client.backend(), cloud.organisation(), "p", "j-7"), RunOptions.DEFAULT);
        run.infer(question);
        run.infer(question.toBuilder().model(ModelRef.checkpoint("j-7", 20)).build());
        assertThat(run.inferStream(question).readAll()).isEqualTo("scripted answer");
        String adapter = "\"adapter\":{\"kind\":\"final\",\"jobId\":\"j-7\"}";
        String checkpoint = "\"adapter\":{\"kind\":\"checkpoint\",\"jobId\":\"j-7\",\"step\":20}";
        assertThat(List.of(sent(0), sent(1), sent(2), sent(3), sent(4))).zipSatisfy(List.of(adapter, checkpoint, adapter, checkpoint, adapter),
                (body, model) -> assertThat(body).contains(model));
        assertThatThrownBy(() -> client.chat(question)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must name its model");
    }

    @Test
    void formatsAndConstraintsTravelAsTheyAre() throws Exception {
        cloud.onChat(request -> "{\"city\":\"Rome\"}");
        ChatResponse response = client.chat(ask("x").toBuilder().responseFormat(ResponseFormat.jsonSchema("place", SCHEMA)).build());
        assertThat(response.parsedText()).isEqualTo(JsonValue.parse("{\"city\":\"Rome\"}"));
        client.chat(ask("x").toBuilder().structuredOutputs(StructuredOutputs.choice("yes", "no")).extra("seed", JsonValue.of(1)).build());
        assertThat(sent(0)).contains("\"responseFormat\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"place\",\"schema\":" + SCHEMA + "}}");
        assertThat(sent(1)).contains("\"structuredOutputs\":{\"choice\":[\"yes\",\"no\"]},\"seed\":1");
    }
}
