package org.example.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.testkit.ScriptedJob;
import java.util.Map;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.Test;

class StoppingProgramsTest extends ExampleTest {

    @Test
    void byHandTheRunIsCancelledAndTheReasonPrinted() throws Exception {
        ScriptedJob job = cloud.nextJob().started().log(1, 2.0).log(2, 2.5).log(3, 2.5).log(4, 3.0);
        try (Program program = program(StopByHand.class).start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).containsExactly("cancelled: the loss was 3.0 at step 4, and 2.0 before");
        }
        assertThat(job.status()).isEqualTo("cancelled");
    }

    @Test
    void builtInTheRunIsCancelledAndTheReasonPrinted() throws Exception {
        ScriptedJob job = cloud.nextJob().started().log(25, Map.of("loss", 9.0, "evalLoss", 3.5)).log(50, Map.of("loss", 0.5, "evalLoss", 4.5));
        try (Program program = program(StopBuiltIn.class).start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).hasSize(1).first().asString().startsWith("cancelled: ").contains("eval loss 4.5 at step 50", "ceiling");
        }
        assertThat(job.status()).isEqualTo("cancelled");
        assertThat(cloud.requests(CANCEL)).hasSize(1);
    }

    @Test
    void theTestKitsPageChecksItByHandToo() throws Exception {
        PlainCheck.main(new String[0]);
    }
}
