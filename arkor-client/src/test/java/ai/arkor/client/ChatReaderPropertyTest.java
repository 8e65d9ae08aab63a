package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ToolCall;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However a streamed answer is cut, and in whichever shape it comes, it is assembled to the same response. Another seed than the usual:
 * {@code -Darkor.seed=N}.
 */
class ChatReaderPropertyTest {

    private static final int ANSWERS = 2_000;

    @Test
    void assemblesTheSameResponseFromAnyCutsInAnyShape(TestReporter reporter) {
        long seed = Long.getLong("arkor.seed", 20_261_124);
        reporter.publishEntry("seed", Long.toString(seed));
        for (int number = 0; number < ANSWERS; number++) {
            Random random = new Random(seed + number);
            ScriptedAnswer.Shape shape = ScriptedAnswer.Shape.values()[random.nextInt(ScriptedAnswer.Shape.values().length)];
            ScriptedAnswer answer = ScriptedAnswer.random(random, shape);
            assertThat(read(answer.stream(random), random)).as("seed %d answer %d of shape %s", seed, number, shape).isEqualTo(Seen.of(answer));
        }
    }

    @ParameterizedTest
    @EnumSource
    void assemblesTheSameResponseWhereverItIsCut(ScriptedAnswer.Shape shape) {
        ScriptedAnswer answer = ScriptedAnswer.random(new Random(7), shape);
        byte[] stream = answer.stream(new Random(7));
        for (int cut = 0; cut <= stream.length; cut++) {
            ChatReader reader = new ChatReader();
            List<ChatPiece> pieces = new ArrayList<>();
            take(reader, ByteBuffer.wrap(stream, 0, cut).slice(), pieces);
            take(reader, ByteBuffer.wrap(stream, cut, stream.length - cut).slice(), pieces);
            assertThat(Seen.of(reader, pieces)).as("cut at %d", cut).isEqualTo(Seen.of(answer));
        }
    }

    private static Seen read(byte[] stream, Random random) {
        ChatReader reader = new ChatReader();
        List<ChatPiece> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(200);
        for (int at = 0; at < stream.length;) {
            int length = Math.min(1 + random.nextInt(longest), stream.length - at);
            take(reader, ByteBuffer.wrap(stream, at, length).slice(), pieces);
            at += length;
        }
        return Seen.of(reader, pieces);
    }

    private static void take(ChatReader reader, ByteBuffer bytes, List<ChatPiece> pieces) {
        reader.feed(bytes);
        for (Optional<ChatPiece> piece = reader.poll(); piece.isPresent(); piece = reader.poll()) {
            pieces.add(piece.get());
        }
    }

    /** What a reader of the stream was told, by the pieces and by the response. */
    private record Seen(String textOfPieces, String text, List<ToolCall> toolCalls, Optional<String> finishReason, OptionalLong tokens, Optional<String> id) {

        static Seen of(ScriptedAnswer answer) {
            boolean told = answer.shape().tellsMoreThanText();
            return new Seen(answer.text(), answer.text(), answer.toolCalls(), told ? Optional.of(answer.reason()) : Optional.empty(),
                    told ? OptionalLong.of(answer.tokens()) : OptionalLong.empty(), told ? Optional.of("c-1") : Optional.empty());
        }

        static Seen of(ChatReader reader, List<ChatPiece> pieces) {
            reader.endOfBytes();
            ChatResponse response = reader.response();
            StringBuilder text = new StringBuilder();
            for (ChatPiece piece : pieces) {
                text.append(piece instanceof ChatPiece.Text more ? more.text() : "");
            }
            return new Seen(text.toString(), response.text(), response.toolCalls(), response.finishReason(), response.completionTokens(), response.id());
        }
    }

    /** An answer, and how a backend streams it. */
    private record ScriptedAnswer(Shape shape, String text, List<ToolCall> toolCalls, String reason, long tokens) {

        private static final List<String> WORDS = List.of("where ", "is", "größe", " 語", "🚀", "\n", "\"quoted\" ", "{", "[1, 2]", "\\", "a\r\nb", ": ", "  ");

        /** How the chunks look. */
        enum Shape {
            OPENAI,
            OPENAI_WITHOUT_INDEX,
            STRING,
            CONTENT,
            TEXT,
            RAW;

            boolean tellsMoreThanText() {
                return this == OPENAI || this == OPENAI_WITHOUT_INDEX;
            }
        }

        static ScriptedAnswer random(Random random, Shape shape) {
            StringBuilder text = new StringBuilder(shape == Shape.RAW ? "raw" : "");
            for (int words = random.nextInt(12); words > 0; words--) {
                text.append(shape == Shape.RAW ? "w" + random.nextInt(9) + " é🚀" : WORDS.get(random.nextInt(WORDS.size())));
            }
            List<ToolCall> calls = new ArrayList<>();
            for (int more = shape.tellsMoreThanText() ? random.nextInt(4) : 0; more > 0; more--) {
                calls.add(new ToolCall("id-" + more, "function_" + more, "{\"city\":\"Köln 🚀 " + "x".repeat(random.nextInt(30)) + "\"}"));
            }
            return new ScriptedAnswer(shape, text.toString(), calls, calls.isEmpty() ? "stop" : "tool_calls", random.nextInt(100));
        }

        byte[] stream(Random random) {
            StringBuilder stream = new StringBuilder();
            String newline = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            for (String data : chunks(random)) {
                stream.append(noise(random));
                if (random.nextInt(3) == 0) {
                    stream.append("event: token\n");
                }
                stream.append("data: ").append(data).append("\n\n");
            }
            stream.append(random.nextBoolean() ? "data: [DONE]\n\n" : "event: end\ndata:\n\n");
            stream.append(random.nextBoolean() ? "" : "data: {\"content\":\"after the end\"}\n\n");
            return stream.toString().replace("\n", newline).getBytes(StandardCharsets.UTF_8);
        }

        private static String noise(Random random) {
            return switch (random.nextInt(8)) {
                case 0 -> "event: ping\ndata: {\"content\":\"no\"}\n\n";
                case 1 -> ": comment\n\n";
                case 2 -> "retry: 10\n\n";
                default -> "";
            };
        }

        private List<String> chunks(Random random) {
            List<String> chunks = new ArrayList<>();
            for (String piece : cut(text, random)) {
                chunks.add(switch (shape) {
                    case STRING -> JsonValue.of(piece).toString();
                    case CONTENT -> JsonValue.object().with("content", JsonValue.of(piece)).toString();
                    case TEXT -> JsonValue.object().with("text", JsonValue.of(piece)).toString();
                    case RAW -> piece;
                    default -> chunk(JsonValue.object().with("role", JsonValue.of("assistant")).with("content", JsonValue.of(piece)), JsonValue.NULL);
                });
            }
            if (shape.tellsMoreThanText()) {
                addCalls(chunks, random);
                chunks.add(chunk(JsonValue.object(), JsonValue.of(reason)));
                chunks.add("{\"id\":\"c-1\",\"choices\":[],\"usage\":{\"completion_tokens\":" + tokens + "}}");
            }
            return chunks;
        }

        /** Calls that are told by their index come interleaved now and then; without it one after the other. */
        private void addCalls(List<String> chunks, Random random) {
            List<List<String>> perCall = new ArrayList<>();
            for (int index = 0; index < toolCalls.size(); index++) {
                perCall.add(deltas(index, random));
            }
            boolean interleaved = shape == Shape.OPENAI && random.nextBoolean();
            while (perCall.stream().anyMatch(left -> !left.isEmpty())) {
                List<List<String>> open = perCall.stream().filter(left -> !left.isEmpty()).toList();
                chunks.add(open.get(interleaved ? random.nextInt(open.size()) : 0).remove(0));
            }
        }

        private List<String> deltas(int index, Random random) {
            ToolCall call = toolCalls.get(index);
            List<String> deltas = new ArrayList<>();
            List<String> names = cut(call.name(), random);
            for (int i = 0; i < names.size(); i++) {
                JsonObject delta = JsonValue.object().with("function", JsonValue.object().with("name", JsonValue.of(names.get(i))));
                deltas.add(delta(index, i == 0 ? delta.with("id", JsonValue.of(call.id())).with("type", JsonValue.of("function")) : delta));
            }
            for (String fragment : cut(call.arguments(), random)) {
                JsonObject delta = JsonValue.object().with("function", JsonValue.object().with("arguments", JsonValue.of(fragment)));
                deltas.add(delta(index, random.nextInt(4) == 0 ? delta.with("id", JsonValue.of(call.id())) : delta));
            }
            return deltas;
        }

        private String delta(int index, JsonObject call) {
            JsonObject placed = shape == Shape.OPENAI ? call.with("index", JsonValue.of(index)) : call;
            return chunk(JsonValue.object().with("tool_calls", JsonValue.array(placed)), JsonValue.NULL);
        }

        private static String chunk(JsonObject delta, JsonValue reason) {
            JsonObject choice = JsonValue.object().with("index", JsonValue.of(0)).with("delta", delta).with("finish_reason", reason);
            JsonObject other = JsonValue.object().with("index", JsonValue.of(1)).with("delta", JsonValue.object().with("content", JsonValue.of("other")));
            return JsonValue.object().with("id", JsonValue.of("c-1")).with("choices", JsonValue.array(other, choice)).with("usage", JsonValue.NULL).toString();
        }

        /** Between characters, because each piece is a text of its own. */
        private static List<String> cut(String text, Random random) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length();) {
                int left = text.codePointCount(at, text.length());
                int end = text.offsetByCodePoints(at, Math.min(left, 1 + random.nextInt(9)));
                pieces.add(text.substring(at, end));
                at = end;
            }
            return pieces;
        }
    }
}
