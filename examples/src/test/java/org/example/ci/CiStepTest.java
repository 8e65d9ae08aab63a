package org.example.ci;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.Fault;
import java.time.Duration;
import java.util.Map;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.Test;

class CiStepTest extends ExampleTest {

    @Test
    void aSmokeTestIsADryRunAndPassesWhenItCompletes() throws Exception {
        cloud.nextJob().started().log(1, 2.5).completed();
        try (Program step = programFromSource(CiStep.class).with("ARKOR_SMOKE", "1").with("GITHUB_SHA", "661bb9d").start()) {
            assertThat(step.exitStatus()).isZero();
            assertThat(step.lines()).hasSize(3).contains("step 1 loss 2.5", "completed").first().asString().startsWith("run " + cloud.address() + "#scripted/");
        }
        assertThat(cloud.jobs().get(0).config().get("dryRun")).contains(JsonValue.of(true));
        assertThat(cloud.jobs().get(0).record().string("name")).contains("ci-661bb9d");
    }

    @Test
    void aFailedRunFailsTheStep() throws Exception {
        cloud.nextJob().started().failed("out of memory");
        try (Program step = program(CiStep.class).start()) {
            assertThat(step.exitStatus()).isEqualTo(3);
            assertThat(step.lines()).contains("failed: out of memory");
        }
        assertThat(cloud.jobs().get(0).config().get("dryRun")).as("without ARKOR_SMOKE").isEmpty();
    }

    @Test
    void aCancelledRunFailsTheStep() throws Exception {
        cloud.nextJob().started().end().status("cancelled");
        try (Program step = program(CiStep.class).start()) {
            assertThat(step.exitStatus()).isEqualTo(4);
        }
    }

    @Test
    void theDeadlineEndsTheStepAndNotTheRun() throws Exception {
        cloud.nextJob().started();
        try (Program step = program(CiStep.class, "0.5s").start()) {
            assertThat(step.exitStatus()).isEqualTo(124);
            assertThat(step.lines()).anyMatch(line -> line.contains("job-1") && line.contains("goes on"));
        }
        assertThat(cloud.requests(CANCEL)).isEmpty();
    }

    @Test
    void aRefusedSubmissionAndALostBackendAreNoResultOfTheRun() throws Exception {
        cloud.fault(SUBMISSION, Fault.status(402, "{\"error\":\"no budget left\"}"));
        assertThat(CiStep.run(CiStep.trainer(Map.of()).client(client).build(), Duration.ofMinutes(1))).isEqualTo(1);
        cloud.nextJob().started().fault(Fault.dropAfterEvents(1), Fault.reset());
        try (ArkorClient impatient = builder().reconnect(ReconnectPolicy.DEFAULT.attempts(0)).build()) {
            assertThat(CiStep.run(CiStep.trainer(Map.of()).client(impatient).build(), Duration.ofMinutes(1))).isEqualTo(5);
        }
    }
}
