package org.example.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.SweepDetachedException;
import ai.arkor.api.SweepTrial;
import ai.arkor.api.Trainer;
import ai.arkor.testkit.ScriptedJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.Test;

class SmallSweepTest extends ExampleTest {

    @Test
    void triesEveryCombinationAndTellsWhatBecameOfEach() throws Exception {
        for (double evalLoss : new double[] {2.0, 1.0, 3.0}) {
            cloud.nextJob().started().log(20, Map.of("evalLoss", evalLoss)).checkpoint(20).log(40, Map.of("evalLoss", evalLoss + 1)).completed();
        }
        cloud.nextJob().started().failed("out of memory");
        List<SweepTrial> trials = new SmallSweep(client, Duration.ofMinutes(1)).run().trials();
        assertThat(cloud.requests(SUBMISSION)).hasSize(4);
        assertThat(trials).extracting(trial -> trial.settings().toString()).containsExactly("{learningRate=0.0001, lora.r=8}",
                "{learningRate=0.0001, lora.r=16}", "{learningRate=0.0003, lora.r=8}", "{learningRate=0.0003, lora.r=16}");
        assertThat(trials).extracting(SweepTrial::isCompleted).containsExactly(true, true, true, false);
    }

    @Test
    void whatTakesTooLongIsCancelledAndNoMoreIsStarted() {
        ScriptedJob first = cloud.nextJob().started();
        ScriptedJob second = cloud.nextJob().started();
        assertThatThrownBy(() -> new SmallSweep(client, Duration.ofSeconds(1)).run()).isInstanceOf(SweepDetachedException.class).hasMessageContaining("2 go on");
        assertThat(first.status()).isEqualTo("cancelled");
        assertThat(second.status()).isEqualTo("cancelled");
        assertThat(cloud.requests(SUBMISSION)).hasSize(2);
    }

    @Test
    void theDocumentedOneFindsTheBestOfFour() throws Exception {
        for (double loss : new double[] {2.0, 3.0, 0.5, 4.0}) {
            cloud.nextJob().started().log(20, loss).completed();
        }
        Trainer trainer = Trainer.builder("t").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("a/b")).lora(LoraConfig.of(16, 32)).client(client).build();
        assertThat(TwoRates.bestOf(trainer)).matches("\\{learningRate=.*, lora\\.r=.*}: 0\\.5");
    }

    @Test
    void printsTheBestWithItsCheckpoint() throws Exception {
        for (double evalLoss : new double[] {2.0, 1.0, 3.0, 4.0}) {
            cloud.nextJob().started().log(20, Map.of("evalLoss", evalLoss)).checkpoint(20).log(40, Map.of("evalLoss", evalLoss + 1)).completed();
        }
        try (Program program = programFromSource(SmallSweep.class).start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).contains("2 {learningRate=0.0001, lora.r=16} completed eval loss 1.0 at step 20")
                    .anyMatch(line -> line.startsWith("best: {learningRate=0.0001, lora.r=16}, Checkpoint[") && line.contains("step=20"));
        }
    }

    @Test
    void isAnErrorWhenNothingCompletes() throws Exception {
        for (int i = 0; i < 4; i++) {
            cloud.nextJob().started().failed("out of memory");
        }
        try (Program program = program(SmallSweep.class).start()) {
            assertThat(program.exitStatus()).isEqualTo(1);
            assertThat(program.lines()).contains("no trial completed with a finite loss");
        }
    }
}
