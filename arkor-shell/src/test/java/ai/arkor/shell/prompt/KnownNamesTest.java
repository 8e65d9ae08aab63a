package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownNamesTest {

    private final Deque<Runnable> beside = new ArrayDeque<>();
    private long now = 1;
    private int asked;
    private boolean fails;

    private final KnownNames names = new KnownNames(new KnownNames.Source() {
        @Override
        public KnownNames.Names names() {
            asked++;
            if (fails) {
                throw new IllegalStateException("not reachable");
            }
            return new KnownNames.Names(List.of(new KnownNames.Run("id-" + asked, "name", "running")), List.of("model"));
        }

        @Override
        public List<Long> checkpoints(String run) {
            return List.of(20L, 40L);
        }
    }, beside::add, () -> now);

    private void answer() {
        while (!beside.isEmpty()) {
            beside.remove().run();
        }
    }

    private List<String> known() {
        return names.now().runs().stream().map(KnownNames.Run::id).toList();
    }

    @Test
    void theFirstQuestionIsAnsweredAtOnceWithNothingAndAskedBeside() {
        assertThat(known()).isEmpty();
        assertThat(asked).isZero();
        answer();
        assertThat(known()).containsExactly("id-1");
    }

    @Test
    void whatIsFreshIsNotAskedForAgain() {
        known();
        answer();
        now += Duration.ofSeconds(5).toNanos();
        assertThat(known()).containsExactly("id-1");
        assertThat(beside).isEmpty();
    }

    @Test
    void whatIsStaleIsGivenWhileItIsAskedForAnew() {
        known();
        answer();
        now += Duration.ofSeconds(6).toNanos();
        assertThat(known()).containsExactly("id-1");
        answer();
        assertThat(known()).containsExactly("id-2");
    }

    @Test
    void oneQuestionIsOnItsWayAtATime() {
        known();
        known();
        names.refresh();
        assertThat(beside).hasSize(1);
    }

    @Test
    void aBackendThatFailsLeavesWhatWasKnown() {
        known();
        answer();
        fails = true;
        names.refresh();
        answer();
        assertThat(known()).containsExactly("id-1");
        fails = false;
        names.refresh();
        answer();
        assertThat(known()).containsExactly("id-3");
    }

    @Test
    void checkpointsOfARunAreAskedForWhenTheyAreWanted() {
        assertThat(names.checkpointsOf("id-1")).isEmpty();
        answer();
        assertThat(names.checkpointsOf("id-1")).containsExactly(20L, 40L);
        assertThat(beside).isEmpty();
    }
}
