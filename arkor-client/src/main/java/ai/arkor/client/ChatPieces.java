package ai.arkor.client;

import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.TokenUsage;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the chunks of one answer tell, which are read in their order. */
final class ChatPieces {

    private int lastIndex = -1;
    private Optional<String> lastId = Optional.empty();

    List<ChatPiece> of(JsonValue chunk) {
        if (chunk instanceof JsonString text) {
            return text(text.value());
        }
        return chunk instanceof JsonObject object ? of(object) : List.of();
    }

    private List<ChatPiece> of(JsonObject chunk) {
        List<ChatPiece> pieces = new ArrayList<>();
        Optional<JsonObject> choice = ChatChunks.choice(chunk);
        Optional<JsonObject> message = choice.flatMap(ChatChunks::message);
        message.flatMap(delta -> delta.string("content")).or(() -> chunk.string("content")).or(() -> chunk.string("text"))
                .ifPresent(text -> pieces.addAll(text(text)));
        pieces.addAll(toolCalls(message.flatMap(delta -> delta.array("tool_calls")).orElse(List.of())));
        choice.flatMap(given -> given.string("finish_reason")).ifPresent(reason -> pieces.add(new ChatPiece.Finish(reason)));
        chunk.object("usage").ifPresent(usage -> pieces.add(new ChatPiece.Usage(new TokenUsage(usage))));
        return pieces;
    }

    private static List<ChatPiece> text(String text) {
        return text.isEmpty() ? List.of() : List.of(new ChatPiece.Text(text));
    }

    private List<ChatPiece> toolCalls(List<JsonValue> calls) {
        List<ChatPiece> pieces = new ArrayList<>();
        for (JsonValue call : calls) {
            if (call instanceof JsonObject object) {
                pieces.add(toolCall(object, !pieces.isEmpty()));
            }
        }
        return pieces;
    }

    private ChatPiece toolCall(JsonObject call, boolean another) {
        Optional<String> id = call.string("id").filter(given -> !given.isEmpty());
        Optional<JsonObject> function = call.object("function");
        // Some backends give the arguments as an object, and not as its text.
        String arguments = function.flatMap(given -> given.string("arguments").or(() -> given.object("arguments").map(JsonObject::toString))).orElse("");
        String name = function.flatMap(given -> given.string("name")).orElse("");
        return new ChatPiece.ToolCallDelta(index(call, id, another), id, name, arguments);
    }

    /** Some backends number no calls. Then a new id begins the next, and so does another in the same chunk. */
    private int index(JsonObject call, Optional<String> id, boolean another) {
        boolean begins = lastIndex < 0 || another || id.isPresent() && !id.equals(lastId);
        lastIndex = call.number("index").map(Number::intValue).orElse(begins ? lastIndex + 1 : lastIndex);
        lastId = id.or(() -> lastId);
        return lastIndex;
    }
}
