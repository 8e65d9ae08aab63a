package ai.arkor.client.observation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.EarlyStopping;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.json.JsonValue;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private static final EarlyStopping RULE = EarlyStopping.onLoss().patience(2).minDelta(0.1);

    private static TrainingLog log(String metric, JsonValue value) {
        return (TrainingLog) TrainingEvent.of(
                JsonValue.object().with("type", JsonValue.of("training.log")).with("step", JsonValue.of(7)).with(metric, value), null);
    }

    private static Stopping heard(EarlyStopping rule, double... losses) {
        Stopping stopping = new Stopping(rule);
        for (double loss : losses) {
            stopping.hear(log("loss", JsonValue.of(loss)));
        }
        return stopping;
    }

    @Test
    void givesUpAfterSoManyValuesWithoutImprovement() {
        assertThat(heard(RULE, 3.0, 2.0, 1.95, 1.80, 1.75).verdict()).isEmpty();
        assertThat(heard(RULE, 3.0, 2.0, 1.95, 1.91).verdict())
                .contains("loss 1.91 at step 7 is number 2 in a row that is not below the best, 2.0, by more than 0.1");
    }

    @Test
    void theFirstVerdictStands() {
        assertThat(heard(RULE.ceiling(4), 5.0, 1.0, 9.0).verdict()).hasValueSatisfying(why -> assertThat(why).contains("5.0").contains("ceiling 4.0"));
    }

    @Test
    void givesUpWhatIsNoNumberAnyMore() {
        Stopping stopping = new Stopping(EarlyStopping.onLoss());
        stopping.hear(log("loss", JsonValue.of("NaN")));
        assertThat(stopping.verdict()).contains("loss NaN at step 7 is not a finite number");
    }

    @Test
    void looksAtItsOwnMetricOnly() {
        Stopping stopping = new Stopping(EarlyStopping.onEvalLoss().ceiling(1));
        stopping.hear(log("loss", JsonValue.of(5)));
        stopping.hear(log("evalLoss", JsonValue.NULL));
        assertThat(stopping.verdict()).isEmpty();
        stopping.hear(log("evalLoss", JsonValue.of(5)));
        assertThat(stopping.verdict()).hasValueSatisfying(why -> assertThat(why).startsWith("eval loss 5.0"));
    }

    @Test
    void patienceIsNotResetByAnotherProcess() {
        Stopping first = heard(RULE, 3.0, 2.0, 2.0);
        Stopping second = new Stopping(RULE, first.memory());
        second.hear(log("loss", JsonValue.of(1.95)));
        assertThat(second.verdict()).isPresent();
        assertThat(new Stopping(RULE, second.memory()).verdict()).isEqualTo(second.verdict());
        assertThat(new Stopping(RULE, "").verdict()).isEmpty();
    }
}
