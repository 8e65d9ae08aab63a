package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.server.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** An assistant's message as an answer, whole or streamed in OpenAI's shapes. */
final class ChatFrames {

    private final Exchange exchange;
    private final Fault fault;

    ChatFrames(Exchange exchange, Fault fault) {
        this.exchange = exchange;
        this.fault = fault;
    }

    static JsonObject whole(JsonObject message) {
        JsonObject choice = JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("finish_reason", JsonValue.of(finishReason(message)))
                .with("message", message);
        return JsonValue.object().with("id", JsonValue.of("chat-1")).with("choices", JsonValue.array(choice));
    }

    /** A frame a word, one for anything else in the message, and the last that says why it ended. */
    static byte[] of(JsonObject message) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(frame(rest(message), Optional.empty()));
        for (String word : message.string("content").orElse("").split("(?<= )")) {
            frames.writeBytes(frame(JsonValue.object().with("content", JsonValue.of(word)), Optional.empty()));
        }
        frames.writeBytes(frame(JsonValue.object(), Optional.of(finishReason(message))));
        frames.writeBytes("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        return frames.toByteArray();
    }

    private static byte[] frame(JsonObject delta, Optional<String> finishReason) {
        JsonObject choice = JsonValue.object()
                .with("index", JsonValue.of(0))
                .with("delta", delta)
                .with("finish_reason", finishReason.map(JsonValue::of).orElse(JsonValue.NULL));
        String data = JsonValue.object().with("choices", JsonValue.array(choice)).toString();
        return Protocol.data(data).getBytes(StandardCharsets.UTF_8);
    }

    /** The message without its text, which follows in pieces; its tool calls each with their place, as streams have them. */
    private static JsonObject rest(JsonObject message) {
        JsonObject rest = JsonValue.object().with("role", JsonValue.of("assistant"));
        List<JsonValue> calls = message.array("tool_calls").orElse(List.of());
        List<JsonValue> placed = new ArrayList<>();
        for (JsonValue call : calls) {
            placed.add(((JsonObject) call).with("index", JsonValue.of(placed.size())));
        }
        return placed.isEmpty() ? rest : rest.with("tool_calls", new JsonArray(placed));
    }

    private static String finishReason(JsonObject message) {
        return message.array("tool_calls").isPresent() ? "tool_calls" : "stop";
    }

    void send(byte[] frames) throws IOException {
        IntSupplier pieces = fault.pieces().lengths().get();
        int end = (int) Math.min(fault.stopAfterBytes().orElse(frames.length), frames.length);
        for (int at = 0; at < end;) {
            int length = Math.min(end - at, pieces.getAsInt());
            exchange.write(Arrays.copyOfRange(frames, at, at + length));
            at += length;
        }
        if (end < frames.length) {
            if (fault.stop().filter(Fault.Stop.STALL::equals).isPresent()) {
                exchange.closedByClient().join();
            }
            exchange.drop();
        } else {
            exchange.endStream();
        }
    }
}
