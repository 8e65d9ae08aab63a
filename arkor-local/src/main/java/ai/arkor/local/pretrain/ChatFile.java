package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                    ChatMessage.Role role =
                            ChatMessage.Role.valueOf(message.path("role").asString().toUpperCase(Locale.ROOT));
                    chat.add(new ChatMessage(role, message.path("content").asString()));
                }
                chats.add(chat);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chats;
    }
}
