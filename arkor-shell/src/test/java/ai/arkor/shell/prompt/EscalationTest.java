package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscalationTest {

    private final List<String> done = new ArrayList<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Runnable press = () -> {};
    private final Escalation escalation = new Escalation(action -> {
        press = action;
        return () -> done.add("ended");
    }, new PrintStream(told, true, StandardCharsets.UTF_8), () -> done.add("left"));

    @Test
    void theSecondPressSaysThatItDoesNotStopAndTheThirdLeaves() {
        escalation.onInterrupt(() -> done.add("stop"));
        press.run();
        assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
        press.run();
        assertThat(told.toString(StandardCharsets.UTF_8)).startsWith("It does not stop");
        press.run();
        assertThat(done).containsExactly("stop", "stop", "left");
    }

    @Test
    void eachRegistrationCountsForItself() {
        escalation.onInterrupt(() -> done.add("first"));
        press.run();
        escalation.onInterrupt(() -> done.add("second")).end();
        press.run();
        assertThat(done).containsExactly("first", "ended", "second");
        assertThat(told.size()).isZero();
    }
}
