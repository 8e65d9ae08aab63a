package ai.arkor.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.chat.ChatMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetFileTest {

    private static final String GOOD = "{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"A\"}],\"id\":1}";

    @TempDir
    Path folder;

    @Test
    void readsConversationsAndPassesBlankLinesOver() throws Exception {
        Path file = write("\uFEFF" + GOOD, "", GOOD);

        List<DatasetFile.Row> rows = DatasetFile.read(file, Long.MAX_VALUE);

        assertThat(rows).extracting(DatasetFile.Row::row).containsExactly(1L, 3L);
        assertThat(rows.get(1).messages()).containsExactly(ChatMessage.user("Q"), ChatMessage.assistant("A"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "{\"messages\":[ | bad JSON: Not JSON at column 14. Each row is one line", "[] | bad JSON: Not a JSON object. Each row is one line", "{\"text\":\"x\"} | it has no array messages", "{\"messages\":[{\"content\":\"x\"}]} | messages[0] has no role. Each row is",
        "{\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]} | messages[0] has the unknown role \"robot\"",
        "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]} | messages[0] has the unknown role \"tool\"; roles are system, user and assistant",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} | it has no assistant turn",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":null}]} | messages[1] has no text content",
        "{\"messages\":[7]} | messages[0] is not an object",
    })
    void namesFileAndRowOfWhatIsWrong(String row, String problem) throws Exception {
        List<String> lines = new ArrayList<>(Collections.nCopies(20, GOOD));
        lines.set(16, row);
        Path file = write(lines.toArray(String[]::new));

        assertThatThrownBy(() -> DatasetFile.read(file, Long.MAX_VALUE)).isInstanceOf(DatasetException.class)
                .hasMessageContaining(file + ", row 17: " + problem);
    }

    @Test
    void readsTextBeyondAscii() throws Exception {
        Path file = write("{\"messages\":[{\"role\":\"user\",\"content\":\"größer 語 😀\"},{\"role\":\"assistant\",\"content\":\"\u0085\"}]}");

        assertThat(DatasetFile.read(file, 10).get(0).messages()).containsExactly(ChatMessage.user("größer 語 😀"), ChatMessage.assistant("\u0085"));
    }

    @Test
    void readsNoFurtherThanItMust() throws Exception {
        assertThat(DatasetFile.read(write(GOOD, GOOD, "broken"), 2)).hasSize(2);
    }

    @Test
    void saysThatAFileIsEmptyOrNoText() throws Exception {
        Path empty = write();
        Path binary = Files.write(folder.resolve("binary.jsonl"), (GOOD + "\n\n\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> DatasetFile.read(empty, 10)).hasMessageContaining(empty + " is empty");
        assertThatThrownBy(() -> DatasetFile.read(binary, 10)).hasMessageContaining(binary + ", row 3: it is not UTF-8 text");
        assertThatThrownBy(() -> DatasetFile.read(folder.resolve("gone"), 10)).hasMessageContaining("gone cannot be read").hasMessageContaining("no such file");
    }

    private Path write(String... lines) throws Exception {
        return Files.write(folder.resolve("rows.jsonl"), List.of(lines));
    }
}
