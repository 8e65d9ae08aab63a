package ai.arkor.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One request on its connection, to be answered byte by byte. Used by one thread. */
public final class Exchange {

    private final Request request;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Runnable activity;
    private final CompletableFuture<Void> closedByClient = new CompletableFuture<>();
    private boolean chunked;
    private boolean reusable = true;
    private boolean watched;

    Exchange(Request request, Socket socket, InputStream in, OutputStream out, Runnable activity) {
        this.request = request;
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.activity = activity;
    }

    public Request request() {
        return request;
    }

    /** Completes when the client closes the connection; only an exchange that is {@linkplain #watch watched} notices. */
    public CompletableFuture<Void> closedByClient() {
        return closedByClient;
    }

    /** Looks for the client's closing from now on. The connection serves no further request then. */
    public void watch() {
        if (watched) {
            return;
        }
        watched = true;
        reusable = false;
        Daemon.start("scripted-cloud-watch", () -> {
            try {
                while (in.read() >= 0) {
                    // What a client sends meanwhile is of no interest.
                }
            } catch (IOException reset) {
                // As good as closed.
            }
            closedByClient.complete(null);
            activity.run();
        });
    }

    /** A whole answer. */
    public void answer(int status, String contentType, byte[] body, List<String> headers) throws IOException {
        head(status, contentType, headers, "Content-Length: " + body.length);
        write(body);
    }

    /** An answer that says how long it is, with the first {@code bytes} of its body; to be ended by {@link #drop} or otherwise. */
    public void answerInPart(int status, String contentType, byte[] body, List<String> headers, int bytes) throws IOException {
        reusable = false;
        head(status, contentType, headers, "Content-Length: " + body.length);
        write(Arrays.copyOf(body, bytes));
    }

    /** The head of an answer whose length is not known. */
    public void beginStream(int status, String contentType, List<String> headers) throws IOException {
        chunked = true;
        head(status, contentType, headers, "Transfer-Encoding: chunked");
    }

    /** Bytes of the body, sent at once. */
    public void write(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        if (chunked) {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(bytes);
        if (chunked) {
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    /** The end of a streamed body. */
    public void endStream() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        reusable = false;
    }

    /** Ends the connection in the midst of whatever it is in. */
    public void drop() throws IOException {
        reusable = false;
        socket.close();
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        reusable = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    boolean isReusable() {
        return reusable;
    }

    private void head(int status, String contentType, List<String> headers, String length) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        head.append(length).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
