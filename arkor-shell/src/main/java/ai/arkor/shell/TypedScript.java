package ai.arkor.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Somebody at a terminal who knows beforehand what to type when something is shown. */
final class TypedScript {

    /**
     * @param shown what is waited for
     * @param typed the keys then
     */
    record Reply(String shown, String typed) {}

    private final Iterator<Reply> replies;
    private final PipedOutputStream typing = new PipedOutputStream();
    private final PipedInputStream keys;
    private final StringBuilder unanswered = new StringBuilder();
    private Reply next;
    private boolean over;

    TypedScript(List<Reply> replies) throws IOException {
        this.replies = replies.iterator();
        keys = new PipedInputStream(typing);
        next = this.replies.next();
    }

    InputStream keys() {
        return keys;
    }

    /** Where the terminal shows what it shows. */
    OutputStream shown() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                show(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
    }

    /** Whether all was typed. */
    synchronized boolean isOver() {
        return over;
    }

    private synchronized void show(String text) throws IOException {
        unanswered.append(text);
        int at;
        while (!over && (at = unanswered.indexOf(next.shown())) >= 0) {
            unanswered.delete(0, at + next.shown().length());
            typing.write(next.typed().getBytes(StandardCharsets.UTF_8));
            typing.flush();
            over = !replies.hasNext();
            next = over ? next : replies.next();
        }
    }
}
