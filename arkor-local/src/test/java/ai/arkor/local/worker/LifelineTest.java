package ai.arkor.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifelineTest {

    @Test
    void endsAProcessThatDoesNotStopByItself() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PipedOutputStream backend = new PipedOutputStream();
        Lifeline lifeline = Lifeline.on(new PipedInputStream(backend), Duration.ofMillis(1), ended::countDown);
        assertThat(lifeline.isCut()).isFalse();

        backend.close();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(lifeline.isCut()).isTrue();
    }
}
