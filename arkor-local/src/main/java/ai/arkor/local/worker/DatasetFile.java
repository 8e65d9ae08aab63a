package ai.arkor.local.worker;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.engine.text.TextTurn;
import ai.arkor.local.job.FileProblem;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of conversations, one JSON object {@code {"messages":[{"role":…,"content":…},…]}} on each line. Blank lines are passed over; other members
 * of a row are not looked at.
 */
final class DatasetFile {

    private static final String FORM = "Each row is one line: {\"messages\":[{\"role\":\"user\",\"content\":\"…\"},{\"role\":\"assistant\",\"content\":\"…\"}]}.";

    private DatasetFile() {}

    /**
     * One conversation.
     *
     * @param row the number of its line, counted from 1
     */
    record Row(long row, List<ChatMessage> messages) {}

    /**
     * The rows of a file, at least one.
     *
     * @param most how many rows to read at most; the rest is not looked at
     * @throws DatasetException naming file and row
     */
    static List<Row> read(Path file, long most) {
        List<Row> rows = new ArrayList<>();
        long line = 0;
        // Split as bytes, one char each, so that a row that is not UTF-8 is known by its number.
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String bytes;
            while (rows.size() < most && (bytes = lines.readLine()) != null) {
                line++;
                String text = text(file, line, bytes);
                if (!text.isBlank()) {
                    rows.add(new Row(line, messages(file, line, text)));
                }
            }
        } catch (IOException e) {
            throw new DatasetException(file, "cannot be read: " + FileProblem.of(e) + ".");
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file, "is empty: it has no rows. " + FORM);
        }
        return rows;
    }

    private static String text(Path file, long row, String bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))).toString();
            return row == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, row, "it is not UTF-8 text. Save the file as UTF-8.");
        }
    }

    private static List<ChatMessage> messages(Path file, long row, String text) {
        JsonObject json;
        try {
            json = Json.parseObject(text);
        } catch (JsonSyntaxException e) {
            // A row is one line, so only the column tells where.
            throw new DatasetException(file, row, "bad JSON: " + String.valueOf(e.getMessage()).replace("line 1, ", "") + ". " + FORM);
        }
        List<JsonValue> given = json.array("messages").orElseThrow(() -> new DatasetException(file, row, "it has no array messages. " + FORM));
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonValue message : given) {
            messages.add(message(file, row, messages.size(), message));
        }
        if (messages.stream().noneMatch(message -> message.role() == ChatMessage.Role.ASSISTANT)) {
            throw new DatasetException(file, row, "it has no assistant turn, so there is nothing to learn from it.");
        }
        return messages;
    }

    private static ChatMessage message(Path file, long row, int index, JsonValue value) {
        String where = "messages[" + index + "]";
        if (!(value instanceof JsonObject message)) {
            throw new DatasetException(file, row, where + " is not an object. " + FORM);
        }
        String name = message.string("role").orElseThrow(() -> new DatasetException(file, row, where + " has no role. " + FORM));
        String content = message.string("content").orElse("");
        ChatMessage turn = TextTurn.of(name, content).orElseThrow(
                () -> new DatasetException(file, row, where + " has the unknown role \"" + name + "\"; roles are system, user and assistant."));
        if (message.string("content").isEmpty()) {
            throw new DatasetException(file, row, where + " has no text content.");
        }
        return turn;
    }
}
