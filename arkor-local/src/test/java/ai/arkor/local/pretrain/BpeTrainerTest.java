package ai.arkor.local.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.local.engine.text.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTrainerTest {

    @TempDir
    private Path folder;

    @Test
    void mergesTheMostFrequentPairFirstAndOfEqualOnesTheFirstInOrder() {
        BpeTrainer trainer = new BpeTrainer();
        // l-o and o-w occur five times each, w-e and e-r twice.
        trainer.add("low low low", 1);
        trainer.add("lower", 2);

        assertThat(trainer.merges(2).get(0)).containsExactly("l", "o");
        assertThat(trainer.merges(2).get(1)).containsExactly("lo", "w");
    }

    @Test
    void pairsThatOccurOnceAreNotMerged() {
        BpeTrainer trainer = new BpeTrainer();
        trainer.add("ab", 1);

        assertThat(trainer.merges(10)).isEmpty();
    }

    @Test
    void theSameTextGivesTheSameMerges() {
        assertThat(trained().merges(300)).isEqualTo(trained().merges(300)).hasSize(50);
    }

    @Test
    void anyTextSurvivesItsOwnTokenizer() {
        TokenizerFiles.write(folder, trained().merges(200));
        try (Tokenizer tokenizer = Tokenizer.load(folder)) {
            for (String text : List.of("", " leading and trailing ", "tabs\tand\n\nlines", "näïve Ünïcödé ½", "日本語のテキスト", "👩‍👩‍👧 \uD83D\uDE80", "1234.50",
                    "{\"a\":[1,2]}", noise())) {
                assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
            }
            assertThat(tokenizer.encode("42")).as("each digit is a token").hasSize(2);
        }
    }

    private static BpeTrainer trained() {
        BpeTrainer trainer = new BpeTrainer();
        Random random = new Random(1);
        String[] words = {"parcel", "late", "the", "invoice", "is", "not", "arrived", "delivery", "password", "reset"};
        for (int i = 0; i < 2000; i++) {
            trainer.add(words[random.nextInt(words.length)] + " " + words[random.nextInt(words.length)], 1);
        }
        return trainer;
    }

    /** Characters from all planes, without lone surrogates. */
    private static String noise() {
        return new Random(2).ints(500, 1, 0x10FFFF).filter(c -> c < 0xD800 || c > 0xDFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
