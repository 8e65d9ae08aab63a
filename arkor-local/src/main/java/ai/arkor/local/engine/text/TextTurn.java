package ai.arkor.local.engine.text;

import ai.arkor.api.chat.ChatMessage;
import java.util.Optional;

/** Turns that are a role and a text, which are those that templates here can write. */
public final class TextTurn {
    private TextTurn() {}

    /** The turn; empty when the role is none of system, user and assistant. */
    public static Optional<ChatMessage> of(String role, String content) {
        return switch (role) {
            case "system" -> Optional.of(ChatMessage.system(content));
            case "user" -> Optional.of(ChatMessage.user(content));
            case "assistant" -> Optional.of(ChatMessage.assistant(content));
            default -> Optional.empty();
        };
    }
}
