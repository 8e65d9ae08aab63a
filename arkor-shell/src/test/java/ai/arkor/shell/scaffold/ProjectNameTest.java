package ai.arkor.shell.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectNameTest {

    @ParameterizedTest
    @CsvSource({
        "support-bot, support-bot",
        "My App!, my-app",
        "a🚀b, a-b",
        "Ünï_code.dir, n-code-dir",
        "'  --x--  ', x",
        "a---b, a-b",
        "2024 Plan, 2024-plan",
        "!!!, arkor-project",
        "'', arkor-project",
        "toString, tostring",
        "</artifactId>, artifactid",
    })
    void keepsLettersAndDigitsWithOneDashBetween(String text, String expected) {
        assertThat(ProjectName.sanitize(text)).isEqualTo(expected);
    }

    @Test
    void isCutToSixtyBeforeTheDashAtItsEndGoes() {
        assertThat(ProjectName.sanitize("a".repeat(80))).isEqualTo("a".repeat(60));
        assertThat(ProjectName.sanitize("a".repeat(59) + "-b")).isEqualTo("a".repeat(59));
    }

    @Test
    void isTheFoldersWhenNoneIsGiven() {
        assertThat(ProjectName.of(Path.of("x", "My Project", "."))).isEqualTo("my-project");
        assertThat(ProjectName.of(Path.of("/"))).isEqualTo("arkor-project");
    }
}
