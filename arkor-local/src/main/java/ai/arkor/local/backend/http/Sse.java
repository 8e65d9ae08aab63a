package ai.arkor.local.backend.http;

import ai.arkor.wire.Headers;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.SseWriter;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events as a response body; every frame reaches the client at once. */
final class Sse {

    private final OutputStream out;

    /** Sends status and headers right away, so that a client knows the stream is open before its first event. */
    Sse(Context context) throws IOException {
        HttpServletResponse response = context.res();
        response.setStatus(200);
        response.setContentType(Headers.EVENT_STREAM);
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.flushBuffer();
        out = response.getOutputStream();
    }

    /** @param data one line */
    void send(@Nullable String id, @Nullable String event, String data) throws IOException {
        out.write(SseWriter.write(new SseFrame(Optional.ofNullable(id), event == null ? "" : event, data)));
        out.flush();
    }
}
