package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Sends over a connection that takes only so much at once, and keeps the rest. */
final class Outbox {

    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private boolean closing;

    Outbox(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    boolean isOpen() {
        return channel.isOpen() && !closing;
    }

    /** Tells whether all was taken. What was not is copied. */
    boolean send(ByteBuffer bytes) throws IOException {
        if (!unsent.hasRemaining()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining()).put(unsent).put(bytes).flip();
            wantsTurns(true);
        }
        return !unsent.hasRemaining();
    }

    /** Tells whether nothing is left to send. */
    boolean flush() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
        }
        if (!unsent.hasRemaining() && closing) {
            channel.close();
        }
        return !unsent.hasRemaining();
    }

    /** Whether the connection's exchange is to be called whenever it takes bytes. */
    void wantsTurns(boolean value) {
        key.interestOps(value ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Closes once all is sent. */
    void close() throws IOException {
        closing = true;
        flush();
    }

    /** Closes at once, and has the client lose what it has not read yet. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }
}
