package ai.arkor.client;

import ai.arkor.api.AbortedException;
import ai.arkor.api.chat.ChatPiece;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.client.transport.PulledBody;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An answer in pieces, for one who asks for the next and waits for it. */
final class PulledChat implements ChatStream {

    private final PulledBody body;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Pieces pieces = new Pieces();

    /** @param body the answer's; this owns it from now on */
    PulledChat(PulledBody body) {
        this.body = body;
    }

    @Override
    public Iterator<String> iterator() {
        take();
        return new Texts();
    }

    @Override
    public Iterable<ChatPiece> pieces() {
        return () -> {
            take();
            return pieces;
        };
    }

    private void take() {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("An answer is iterated once; ask again for another");
        }
    }

    @Override
    public String readAll() {
        taken.set(true);
        StringBuilder text = new StringBuilder();
        try (this) {
            new Texts().forEachRemaining(text::append);
        }
        return text.toString();
    }

    @Override
    public ChatResponse response() {
        taken.set(true);
        try (this) {
            pieces.forEachRemaining(piece -> {});
        }
        return pieces.response();
    }

    @Override
    public void close() {
        body.close();
    }

    private final class Texts implements Iterator<String> {
        private String next = "";

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && pieces.hasNext()) {
                if (pieces.next() instanceof ChatPiece.Text text) {
                    next = text.text();
                }
            }
            return !next.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String text = next;
            next = "";
            return text;
        }
    }

    private final class Pieces implements Iterator<ChatPiece> {
        private final ChatReader reader = new ChatReader();
        private Optional<ChatPiece> next = Optional.empty();
        private Optional<ChatResponse> response = Optional.empty();
        private @Nullable RuntimeException failure;
        private boolean over;

        @Override
        public boolean hasNext() {
            try {
                while (next.isEmpty() && !over) {
                    next = reader.poll();
                    if (next.isEmpty()) {
                        advance();
                    }
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw fail(new AbortedException("the thread was interrupted"));
            } catch (RuntimeException failed) {
                throw fail(failed);
            }
            return next.isPresent();
        }

        @Override
        public ChatPiece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ChatPiece piece = next.orElseThrow();
            next = Optional.empty();
            return piece;
        }

        /** There is no piece left of what was read so far. */
        private void advance() throws InterruptedException {
            if (reader.isOver()) {
                response = Optional.of(reader.response());
                end();
            } else if (ChatBody.isWhole(body.headers())) {
                byte[] whole = body.readAll();
                if (!isLeft()) {
                    reader.take(ChatBody.response(body.headers(), whole));
                }
            } else {
                Optional<ByteBuffer> bytes = body.next();
                bytes.ifPresent(reader::feed);
                if (bytes.isEmpty() && !isLeft()) {
                    reader.endOfBytes();
                }
            }
        }

        /** Whether the owner closed this before the end, so that there is no more. */
        private boolean isLeft() {
            over |= body.isClosed();
            return over;
        }

        private RuntimeException fail(RuntimeException why) {
            failure = why;
            end();
            return why;
        }

        private void end() {
            over = true;
            close();
        }

        ChatResponse response() {
            if (failure != null) {
                throw failure;
            }
            return response.orElseThrow(() -> new IllegalStateException("The answer was closed before its end"));
        }
    }
}
