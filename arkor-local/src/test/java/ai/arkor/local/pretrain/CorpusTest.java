package ai.arkor.local.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.chat.ChatMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    private static final Path RECIPE = Path.of("..", "recipes", "base-model");

    @TempDir
    private Path folder;

    private WordNet words;

    @BeforeEach
    void words() throws IOException {
        words = SmallWordNet.write(folder);
    }

    @Test
    void readsMeaningsWithTheirKindFieldAndExamples() {
        WordNet.Meaning first = words.meanings().get(0);

        assertThat(first.word()).isEqualTo("animal0");
        assertThat(first.field()).isEqualTo("animal");
        assertThat(first.definition()).isEqualTo("a made up animal number 0");
        assertThat(first.examples()).containsExactly("the animal0 was seen");
        assertThat(words.meanings().get(1).kind()).isEqualTo("animal0");
    }

    @Test
    void everyConversationIsMadeFromSeedAndNumberAlone() {
        List<List<ChatMessage>> once = chats(corpus(1));

        assertThat(chats(corpus(1))).isEqualTo(once);
        assertThat(chats(corpus(2))).isNotEqualTo(once);
        assertThat(corpus(1).texts()).isEqualTo(corpus(1).texts());
    }

    @Test
    void conversationsEndWithAnAnswerAndFillEverySlot() {
        for (List<ChatMessage> chat : chats(corpus(3))) {
            assertThat(chat.get(chat.size() - 1).role()).isEqualTo(ChatMessage.Role.ASSISTANT);
            assertThat(chat).allSatisfy(message -> assertThat(message.content()).isNotBlank());
            assertThat(chat.stream().filter(message -> message.role() == ChatMessage.Role.USER)).isNotEmpty()
                    .allSatisfy(message -> assertThat(message.content()).doesNotContain("|").doesNotContain("{thing}", "{name}"));
        }
    }

    private Corpus corpus(long seed) {
        return new Corpus(Grammar.read(List.of(RECIPE.resolve("messages.txt"), RECIPE.resolve("messages-finer.txt"))), words, seed);
    }

    private static List<List<ChatMessage>> chats(Corpus corpus) {
        return new ArrayList<>(LongStream.range(0, 400).mapToObj(number -> corpus.chat(number, 20)).toList());
    }
}
