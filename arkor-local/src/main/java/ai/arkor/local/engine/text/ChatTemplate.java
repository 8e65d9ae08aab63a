package ai.arkor.local.engine.text;

import ai.arkor.api.chat.ChatMessage;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How a model writes a conversation: {@code <|im_start|>role\ncontent<|im_end|>} for each turn. Immutable.
 *
 * <p>The Jinja text in {@code tokenizer_config.json} is what other programs render; this engine recognises the texts it can
 * render natively and refuses others rather than guess.
 */
public final class ChatTemplate {
    private static final String START = "<|im_start|>";
    private static final String END = "<|im_end|>";

    /** The Jinja text of this project's own models: content trimmed, nothing between the turns. */
    public static final String COMPACT_JINJA = "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n'"
            + " + message['content'] | trim + '<|im_end|>' }}{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    /** ChatML as most models carry it: a newline after each turn, content as it is. */
    public static final String CHATML_JINJA = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n'"
            + " + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
            + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private final boolean compact;

    private ChatTemplate(boolean compact) {
        this.compact = compact;
    }

    /**
     * The template of a model folder.
     *
     * @throws TextException when the folder has none, or one this engine cannot render
     */
    public static ChatTemplate load(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        JsonNode jinja = FolderJson.readIfPresent(file).path("chat_template");
        if (!jinja.isString()) {
            throw new TextException(file + " has no chat_template. Use raw completion, or a model made for conversations.");
        }
        return recognise(jinja.asString(), file.toString());
    }

    /** The template written by {@code jinja}; {@code source} names where it came from in the error. */
    static ChatTemplate recognise(String jinja, String source) {
        return switch (spacing(jinja)) {
            case "compact" -> new ChatTemplate(true);
            case "chatml" -> new ChatTemplate(false);
            default -> throw new TextException("The chat_template of " + source + " is not one this engine renders (it knows"
                    + " ChatML and arkor-tiny's own): " + jinja.substring(0, Math.min(jinja.length(), 60)));
        };
    }

    /** The conversation for training. */
    public EncodedChat encode(Tokenizer tokenizer, List<ChatMessage> messages) {
        return render(tokenizer, messages).toChat();
    }

    /** The conversation up to where the assistant's next answer begins. */
    public int[] prompt(Tokenizer tokenizer, List<ChatMessage> messages) {
        TokenList tokens = render(tokenizer, messages);
        tokens.add(id(tokenizer, START), false);
        tokens.addAll(tokenizer.encode("assistant\n"), false);
        return tokens.toChat().ids();
    }

    /** The token that ends an answer. */
    public int endOfTurn(Tokenizer tokenizer) {
        return id(tokenizer, END);
    }

    private TokenList render(Tokenizer tokenizer, List<ChatMessage> messages) {
        TokenList tokens = new TokenList();
        for (ChatMessage message : messages) {
            refuseTools(message);
            boolean response = message.role() == ChatMessage.Role.ASSISTANT;
            String content = compact ? message.content().strip() : message.content();
            tokens.add(id(tokenizer, START), false);
            if (response) {
                // Apart from the role, so that the answer's first token is the one a prompt is continued with.
                tokens.addAll(tokenizer.encode("assistant\n"), false);
                tokens.addAll(tokenizer.encode(content), true);
            } else {
                tokens.addAll(tokenizer.encode(message.role().wireName() + "\n" + content), false);
            }
            tokens.add(id(tokenizer, END), response);
            if (!compact) {
                tokens.addAll(tokenizer.encode("\n"), false);
            }
        }
        return tokens;
    }

    private static void refuseTools(ChatMessage message) {
        if (message instanceof ChatMessage.ToolResult || message instanceof ChatMessage.Assistant assistant && !assistant.toolCalls().isEmpty()) {
            throw new TextException("The chat template has no form for tool calls and their results.");
        }
    }

    private static int id(Tokenizer tokenizer, String token) {
        return tokenizer.special(token).orElseThrow(() -> new TextException("The tokenizer has no special token " + token
                + ", which the chat template needs."));
    }

    private static String spacing(String jinja) {
        String plain = jinja.replaceAll("\\s+", "");
        if (plain.equals(COMPACT_JINJA.replaceAll("\\s+", ""))) {
            return "compact";
        }
        return plain.equals(CHATML_JINJA.replaceAll("\\s+", "")) ? "chatml" : "";
    }
}
