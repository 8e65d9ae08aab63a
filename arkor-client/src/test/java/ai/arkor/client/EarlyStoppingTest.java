package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorException;
import ai.arkor.api.EarlyStopping;
import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingFailedException;
import ai.arkor.api.TrainingResult;
import ai.arkor.testkit.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest extends ClientTest {

    private static final String CANCEL = "POST /v1/jobs/*/cancel";

    @Test
    void cancelsTheRunEndsTheAwaitAndSaysWhy() throws Exception {
        job.started().log(1, 2.0).log(2, 1.0).log(3, 1.2).log(4, 1.1).log(5, 0.5);
        List<Long> steps = new ArrayList<>();
        TrainingResult result = trainer().onLog(log -> steps.add(log.step())).earlyStopping(EarlyStopping.onLoss().patience(2)).build().await();
        assertThat(result.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(result.stoppedEarly()).contains("loss 1.1 at step 4 is number 2 in a row that is not below the best, 1.0");
        assertThat(steps).startsWith(1L, 2L, 3L, 4L);
        assertThat(cloud.requests(CANCEL)).hasSize(1);
        assertThatThrownBy(result::orThrow).isInstanceOf(TrainingFailedException.class).hasMessageContaining("stopped early");
    }

    @Test
    void looksAtTheLossOfHeldOutRows() throws Exception {
        job.started().log(1, 9.0).log(2, Map.of("loss", 1.0, "evalLoss", 9.0));
        TrainingResult result = trainer().earlyStopping(EarlyStopping.onEvalLoss().ceiling(5)).build().await();
        assertThat(result.stoppedEarly()).contains("eval loss 9.0 at step 2 is above the ceiling 5.0");
    }

    @Test
    void aRunThatDoesWellIsLeftAlone() throws Exception {
        job.started().log(1, 2.0).log(2, 1.0).completed();
        TrainingResult result = trainer().earlyStopping(EarlyStopping.onLoss().patience(1)).build().await().orThrow();
        assertThat(result.stoppedEarly()).isEmpty();
        assertThat(cloud.requests(CANCEL)).isEmpty();
    }

    @Test
    void goesOnTryingToCancel() throws Exception {
        job.started().log(1, 2.0);
        cloud.fault(CANCEL, Fault.status(503), Fault.reset(), Fault.lostAnswer());
        TrainingResult result = trainer().earlyStopping(EarlyStopping.onLoss().ceiling(1)).build().await();
        assertThat(result.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(cloud.requests(CANCEL)).hasSize(4);
    }

    @Test
    void aRunThatCannotBeCancelledIsNoQuietResult() throws Exception {
        job.started().log(1, 2.0);
        cloud.fault(CANCEL, Fault.status(403, "{\"error\":\"not yours\"}"));
        assertThatThrownBy(() -> trainer().earlyStopping(EarlyStopping.onLoss().ceiling(1)).build().await())
                .isInstanceOf(ArkorException.class)
                .hasMessageContaining("goes on").hasMessageContaining("not yours").hasMessageContaining("ceiling");
    }

    @Test
    void aBackendThatTakesItsTimeToStopIsNotWaitedForForEver() throws Exception {
        job.started().log(1, 2.0);
        cloud.answer(CANCEL, 200, "{\"ok\":true}");
        TrainingResult result = trainer().earlyStopping(EarlyStopping.onLoss().ceiling(1)).build().await();
        assertThat(result.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(result.stoppedEarly()).isPresent();
    }
}
