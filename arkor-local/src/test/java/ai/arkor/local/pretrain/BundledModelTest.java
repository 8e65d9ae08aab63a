package ai.arkor.local.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.engine.generate.Generation;
import ai.arkor.local.engine.generate.GenerationOptions;
import ai.arkor.local.engine.generate.TokenGenerator;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.EncodedChat;
import ai.arkor.local.engine.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The base model that is shipped. */
class BundledModelTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "ai", "arkor", "local", "models", "arkor-tiny");
    private static final List<ChatMessage> ASKED = List.of(ChatMessage.system("Sort the message. Topics: money, delivery, access."),
            ChatMessage.user("my parcel has not arrived, three days now."));

    @Test
    void itsWeightsAreThoseOfItsCard() throws Exception {
        byte[] weights = Files.readAllBytes(FOLDER.resolve("model.safetensors"));

        assertThat(weights).hasSizeLessThan(8 << 20);
        assertThat(Files.readString(FOLDER.resolve("MODEL_CARD.md")))
                .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)));
    }

    @Test
    void answersAndEndsItsTurnByItself() {
        try (Tokenizer tokenizer = Tokenizer.load(FOLDER); LlamaModel model = LlamaModel.load(FOLDER, Precision.FLOAT32)) {
            ChatTemplate template = ChatTemplate.load(FOLDER);
            Generation answer = new TokenGenerator(model).generate(null, template.prompt(tokenizer, ASKED),
                    GenerationOptions.greedy(40, Set.of(template.endOfTurn(tokenizer))), token -> true);

            assertThat(answer.end()).isEqualTo(Generation.End.STOP_TOKEN);
            assertThat(tokenizer.decode(answer.tokens().stream().mapToInt(Integer::intValue).toArray())).isEqualTo("delivery");
        }
    }

    @Test
    void theMaskCoversTheAnswerAndItsEndAndNothingElse() {
        try (Tokenizer tokenizer = Tokenizer.load(FOLDER)) {
            ChatTemplate template = ChatTemplate.load(FOLDER);
            EncodedChat chat = template.encode(tokenizer, List.of(ASKED.get(0), ASKED.get(1), ChatMessage.assistant("delivery")));

            int[] scored = java.util.stream.IntStream.range(0, chat.length()).filter(i -> chat.response()[i]).map(i -> chat.ids()[i]).toArray();
            assertThat(scored[scored.length - 1]).isEqualTo(template.endOfTurn(tokenizer));
            assertThat(tokenizer.decode(java.util.Arrays.copyOf(scored, scored.length - 1))).isEqualTo("delivery");
        }
    }
}
