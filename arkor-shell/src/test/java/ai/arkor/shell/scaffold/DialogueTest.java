package ai.arkor.shell.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void theEnterKeyTakesTheDefaults() {
        assertThat(answer("", "", "")).contains(new Project("folder", Template.TRIAGE, BuildTool.PLAIN));
        assertThat(asked).containsExactly("Name [folder]: ", "Template [triage]: ", "Build tool, one of plain, maven, gradle [plain]: ");
        assertThat(told).hasSize(4).anyMatch(line -> line.startsWith("  4  blank "));
    }

    @Test
    void takesWordsAndNumbersAndCleansTheName() {
        assertThat(answer("My Bot!", "3", " maven ")).contains(new Project("my-bot", Template.REDACTION, BuildTool.MAVEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"toString", "5", "TRIAGE", "0"})
    void asksAgainForWhatThereIsNot(String wrong) {
        assertThat(answer("", wrong, "blank", "")).contains(new Project("folder", Template.BLANK, BuildTool.PLAIN));
        assertThat(told).contains("There is no \"" + wrong + "\"; there are triage, translate, redaction, blank");
    }

    @Test
    void aQuestionTurnedAwayEndsIt() {
        assertThat(answer("name")).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksOnlyForWhatIsNotGiven() {
        Optional<Project> project = new Dialogue(this::next, told::add).ask(Optional.of("n"), Optional.of(Template.BLANK), Optional.of(BuildTool.GRADLE), "folder");
        assertThat(project).contains(new Project("n", Template.BLANK, BuildTool.GRADLE));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"toString", "Triage", "", "sort"})
    void aTemplateIsOneOfThoseThereAre(String id) {
        assertThatThrownBy(() -> Template.of(id)).hasMessage("There is no template \"" + id + "\"; there are triage, translate, redaction, blank");
    }

    private final Deque<String> answers = new ArrayDeque<>();

    private Optional<Project> answer(String... lines) {
        answers.addAll(List.of(lines));
        return new Dialogue(this::next, told::add).ask(Optional.empty(), Optional.empty(), Optional.empty(), "folder");
    }

    private Optional<String> next(String question) {
        asked.add(question);
        return Optional.ofNullable(answers.poll());
    }
}
