package ai.arkor.client;

import ai.arkor.api.AbortedException;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.transport.Call;
import ai.arkor.client.transport.PulledBody;
import ai.arkor.client.transport.Transport;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.SseParser;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An answer in pieces, for one who asks for the next and waits for it. */
final class PulledChat implements ChatStream {

    private final PulledBody body;
    private final AtomicBoolean taken = new AtomicBoolean();

    private PulledChat(PulledBody body) {
        this.body = body;
    }

    static PulledChat open(Transport transport, Scope scope, JsonObject request) throws InterruptedException {
        Call call = Call.post("/v1/inference/chat", scope.query()).with(request.with("stream", JsonValue.of(true)));
        return new PulledChat(PulledBody.open(transport, call));
    }

    @Override
    public Iterator<String> iterator() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("An answer is iterated once; ask again for another");
        }
        return new Pieces();
    }

    @Override
    public void close() {
        body.close();
    }

    private final class Pieces implements Iterator<String> {
        private final SseParser parser = new SseParser();
        private final Deque<SseFrame> frames = new ArrayDeque<>();
        private String next = "";
        private boolean over;
        private boolean saidWhy;

        /** Pieces without text, such as the one that names the role, are passed over. */
        @Override
        public boolean hasNext() {
            while (next.isEmpty() && !over) {
                if (frames.isEmpty()) {
                    read();
                } else {
                    take(frames.remove());
                }
            }
            return !next.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String piece = next;
            next = "";
            return piece;
        }

        private void take(SseFrame frame) {
            if (frame.isEnd() || frame.data().equals("[DONE]")) {
                end();
            } else if (!frame.isPing()) {
                try {
                    next = ChatPieces.text(frame.data());
                    saidWhy |= ChatPieces.saysWhyItEnded(frame.data());
                } catch (TransportException brokenOff) {
                    end();
                    throw brokenOff;
                }
            }
        }

        private void read() {
            Optional<ByteBuffer> chunk;
            try {
                chunk = body.next();
            } catch (InterruptedException interrupted) {
                end();
                Thread.currentThread().interrupt();
                throw new AbortedException("the thread was interrupted");
            } catch (RuntimeException failed) {
                end();
                throw failed;
            }
            if (chunk.isPresent()) {
                frames.addAll(parser.feed(chunk.get()));
            } else {
                boolean cut = !saidWhy && !body.isClosed();
                end();
                if (cut) {
                    throw new TransportException("The answer broke off before its end", null);
                }
            }
        }

        private void end() {
            over = true;
            close();
        }
    }
}
