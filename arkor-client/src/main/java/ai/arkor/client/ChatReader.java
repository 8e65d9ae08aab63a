package ai.arkor.client;

import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.FrameTooLargeException;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.SseParser;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Makes pieces of the bytes of a streamed answer, cut anywhere. Not thread-safe. */
final class ChatReader {

    private static final String DONE = "[DONE]";

    private final SseParser parser = new SseParser();
    private final Deque<SseFrame> frames = new ArrayDeque<>();
    private final Deque<ChatPiece> pieces = new ArrayDeque<>();
    private final ChatPieces chunks = new ChatPieces();
    private final ChatAssembly assembly = new ChatAssembly();
    private Optional<ChatResponse> whole = Optional.empty();
    private boolean saidWhy;
    private boolean over;

    /** @throws TransportException when a chunk is too long */
    void feed(ByteBuffer bytes) {
        try {
            frames.addAll(parser.feed(bytes));
        } catch (FrameTooLargeException tooLarge) {
            throw new TransportException("The answer cannot be read: " + tooLarge.getMessage(), tooLarge);
        }
    }

    /**
     * The next piece; empty when the bytes so far have no more.
     *
     * @throws TransportException when the backend tells of an error instead
     */
    Optional<ChatPiece> poll() {
        while (pieces.isEmpty() && !frames.isEmpty() && !over) {
            take(frames.remove());
        }
        return Optional.ofNullable(pieces.poll());
    }

    private void take(SseFrame frame) {
        if (frame.isEnd() || frame.data().equals(DONE)) {
            over = true;
        } else if (!frame.isPing()) {
            take(ChatChunks.parse(frame.data()));
        }
    }

    private void take(JsonValue chunk) {
        if (chunk instanceof JsonObject object) {
            assembly.envelope(object);
        }
        for (ChatPiece piece : chunks.of(chunk)) {
            assembly.add(piece);
            pieces.add(piece);
            saidWhy |= piece instanceof ChatPiece.Finish;
        }
    }

    /**
     * To be told when there are no more bytes, nor pieces.
     *
     * @throws TransportException when the answer is not at its end
     */
    void endOfBytes() {
        if (!saidWhy && !over) {
            throw new TransportException("The answer broke off before its end", null);
        }
        over = true;
    }

    /** Whether the answer said that it is at its end. */
    boolean isOver() {
        return over;
    }

    /** Takes an answer that came in one piece where a stream was to be. */
    void take(ChatResponse answer) {
        whole = Optional.of(answer);
        pieces.addAll(chunks.of(answer.json()));
        over = true;
    }

    ChatResponse response() {
        return whole.orElseGet(assembly::response);
    }

    /** The answer of a stream that is there in full. */
    static ChatResponse whole(byte[] stream) {
        ChatReader reader = new ChatReader();
        reader.feed(ByteBuffer.wrap(stream));
        while (reader.poll().isPresent()) {
            // Reading them assembles them.
        }
        reader.endOfBytes();
        return reader.response();
    }
}
