package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LazyEngineTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Void> blocked = new CompletableFuture<>();
    private final LazyEngine engine = new LazyEngine(() -> {
        begun.countDown();
        blocked.join();
        throw new IllegalStateException("does not open");
    }, opened -> {});

    @AfterEach
    void unblock() {
        blocked.complete(null);
    }

    @Test
    void waitingForItEndsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(engine::get).isInstanceOf(AbortedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void waitingForItEndsWhenItIsStoppedWhateverTheOpeningIsIn() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                engine.get();
                ended.complete(new AssertionError("opened"));
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        waiting.start();
        begun.await();
        while (!ended.isDone()) {
            // As a user presses: the first may come before anybody waits.
            engine.stop();
            Thread.onSpinWait();
        }
        assertThat(ended.join()).isInstanceOf(AbortedException.class);
    }

    @Test
    void whatKeepsItFromOpeningIsTold() {
        blocked.complete(null);
        assertThatThrownBy(engine::get).isInstanceOf(IllegalStateException.class).hasMessage("does not open");
    }
}
