package ai.arkor.shell.backend;

import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A model that says what a test told it to, and remembers what it was asked. */
public final class ScriptedChat {

    public final List<ChatRequest> asked = new ArrayList<>();
    public List<String> pieces = List.of("It is ", "late");
    /** Whether a whole answer also calls a tool. */
    public boolean toolCall;
    /** Done before each piece. */
    public Runnable between = () -> {};

    ChatResponse whole(ChatRequest request) {
        asked.add(request);
        return new ChatResponse(JsonValue.parse("""
                {"id":"c-1","model":"m","choices":[{"message":{"role":"assistant","content":"%s"%s},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""".formatted(String.join("", pieces),
                toolCall ? ",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]" : "")));
    }

    ChatStream stream(ChatRequest request) {
        asked.add(request);
        return new Said(List.copyOf(pieces));
    }

    private final class Said implements ChatStream {
        private final Iterator<String> pieces;
        private boolean closed;

        Said(List<String> pieces) {
            this.pieces = pieces.iterator();
        }

        @Override
        public Iterator<String> iterator() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    between.run();
                    return !closed && pieces.hasNext();
                }

                @Override
                public String next() {
                    return pieces.next();
                }
            };
        }

        @Override
        public Iterable<ChatPiece> pieces() {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public ChatResponse response() {
            throw new AssertionError("not part of these tests");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
