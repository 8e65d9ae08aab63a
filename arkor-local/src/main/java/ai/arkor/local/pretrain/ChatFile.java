package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.engine.text.TextTurn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads conversations, one JSON object with {@code messages} a line. */
final class ChatFile {
    private ChatFile() {}

    static List<List<ChatMessage>> read(Path file) {
        List<List<ChatMessage>> chats = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                List<ChatMessage> chat = new ArrayList<>();
                for (JsonNode message : JsonMapper.shared().readTree(line).path("messages")) {
                    chat.add(TextTurn.of(message.path("role").asString(), message.path("content").asString()).orElseThrow());
                }
                chats.add(chat);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chats;
    }
}
