package ai.arkor.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopTextsTest {

    private final StringBuilder out = new StringBuilder();

    @Test
    void endsBeforeAStopTextThatComesInPieces() {
        StopTexts texts = new StopTexts(List.of("END", "\n\n"), out::append);

        texts.add("one E");
        assertThat(out).hasToString("one ");
        texts.add("N");
        texts.add("D two");
        texts.finish();

        assertThat(texts.isStopped()).isTrue();
        assertThat(out).hasToString("one ");
    }

    @Test
    void passesOnWhatOnlyLookedLikeTheBeginning() {
        StopTexts texts = new StopTexts(List.of("END"), out::append);

        texts.add("EN");
        texts.add("ENOUGH E");
        texts.finish();

        assertThat(texts.isStopped()).isFalse();
        assertThat(out).hasToString("ENENOUGH E");
    }

    @Test
    void takesTheFirstOfSeveral() {
        StopTexts texts = new StopTexts(List.of("b", "a"), out::append);

        texts.add("xxabyy");

        assertThat(out).hasToString("xx");
    }
}
