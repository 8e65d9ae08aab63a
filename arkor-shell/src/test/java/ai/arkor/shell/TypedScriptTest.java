package ai.arkor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedScriptTest {

    @Test
    void eachReplyIsTypedOnceWhatItWaitsForIsShownAndNotBefore() throws IOException {
        TypedScript script = new TypedScript(List.of(new TypedScript.Reply("> ", "one"), new TypedScript.Reply("done", ""), new TypedScript.Reply("> ", "two")));
        OutputStream screen = script.shown();

        show(screen, "welcome\n>");
        assertThat(script.keys().available()).isZero();
        show(screen, " ");
        assertThat(typed(script)).isEqualTo("one");
        show(screen, "> ");
        assertThat(script.keys().available()).isZero();
        show(screen, "done\n> ");

        assertThat(typed(script)).isEqualTo("two");
        assertThat(script.isOver()).isTrue();
    }

    private static void show(OutputStream screen, String text) throws IOException {
        screen.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String typed(TypedScript script) throws IOException {
        return new String(script.keys().readNBytes(script.keys().available()), StandardCharsets.UTF_8);
    }
}
