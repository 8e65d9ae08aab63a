package ai.arkor.shell.command;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.TokenUsage;
import ai.arkor.api.chat.ToolCall;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.terminal.InterruptSource;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes what a model answers. */
final class ChatAnswer {

    private final Session session;
    private final ChatDoor door;

    ChatAnswer(Session session, ChatDoor door) {
        this.session = session;
        this.door = door;
    }

    /**
     * Writes the answer as it is generated. Its bytes are UTF-8 whatever the terminal's charset is, and one line feed ends them; on
     * a terminal, what it would act on is left out. Ctrl-C ends the request.
     *
     * @return the answer's text; empty when Ctrl-C was pressed
     */
    Optional<String> write(ChatRequest request) throws InterruptedException {
        AtomicBoolean pressed = new AtomicBoolean();
        Thread asking = Thread.currentThread();
        AtomicBoolean asked = new AtomicBoolean();
        ChatStream[] answer = new ChatStream[1];
        InterruptSource.Registration interrupts = session.interrupts().onInterrupt(() -> {
            synchronized (answer) {
                pressed.set(true);
                if (answer[0] != null) {
                    answer[0].close();
                } else if (!asked.get()) {
                    // A model may take its time before the first token.
                    asking.interrupt();
                }
            }
        });
        try (ChatStream stream = door.stream(request)) {
            synchronized (answer) {
                asked.set(true);
                answer[0] = stream;
            }
            String text = pressed.get() ? "" : write(stream);
            return pressed.get() ? Optional.empty() : Optional.of(text);
        } catch (InterruptedException | RuntimeException e) {
            if (pressed.get()) {
                session.out().println();
                return Optional.empty();
            }
            throw e;
        } finally {
            interrupts.end();
            if (pressed.get()) {
                Thread.interrupted();
            }
        }
    }

    private String write(ChatStream stream) {
        // Not closed: the stream below it is the program's own.
        Writer out = new OutputStreamWriter(session.out(), StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        CleanPieces shown = new CleanPieces();
        try {
            for (String piece : stream) {
                out.write(session.outIsTerminal() ? shown.clean(piece) : piece);
                out.flush();
                text.append(piece);
            }
            out.write('\n');
            out.flush();
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            if (text.length() > 0) {
                session.out().println();
            }
            throw e;
        }
    }

    /** @return the exit status */
    int writeJson(ChatRequest request) throws InterruptedException {
        AbortController abort = new AbortController();
        AtomicBoolean pressed = new AtomicBoolean();
        InterruptSource.Registration interrupts = session.interrupts().onInterrupt(() -> {
            pressed.set(true);
            abort.abort("Ctrl-C");
        });
        try {
            session.out().println(json(door.whole(request, ChatOptions.DEFAULT.abortSignal(abort.signal()))));
            return ExitStatus.COMPLETED;
        } catch (AbortedException e) {
            if (pressed.get()) {
                return ExitStatus.DETACHED;
            }
            throw e;
        } finally {
            interrupts.end();
        }
    }

    private static JsonObject json(ChatResponse response) {
        Optional<TokenUsage> usage = response.usage();
        return JsonValue.object()
                .with("text", JsonValue.of(response.text()))
                .with("finishReason", RunJson.text(response.finishReason()))
                .with("model", RunJson.text(response.model()))
                .with("toolCalls", new JsonArray(response.toolCalls().stream().<JsonValue>map(ChatAnswer::json).toList()))
                .with("usage", JsonValue.object()
                        .with("promptTokens", count(usage.map(TokenUsage::promptTokens)))
                        .with("completionTokens", count(usage.map(TokenUsage::completionTokens)))
                        .with("totalTokens", count(usage.map(TokenUsage::totalTokens))))
                .with("response", response.json());
    }

    private static JsonValue json(ToolCall call) {
        return JsonValue.object().with("id", JsonValue.of(call.id())).with("name", JsonValue.of(call.name())).with("arguments", JsonValue.of(call.arguments()));
    }

    private static JsonValue count(Optional<OptionalLong> count) {
        OptionalLong known = count.orElse(OptionalLong.empty());
        return known.isPresent() ? JsonValue.of(known.getAsLong()) : JsonValue.NULL;
    }
}
