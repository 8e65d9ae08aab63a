package org.example.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedJob;
import java.time.Duration;
import java.time.LocalDate;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.Test;

class NightlyRunTest extends ExampleTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 2);
    private static final Duration LONG = Duration.ofMinutes(1);

    private int work(LocalDate night, Duration longest) throws Exception {
        return new NightlyRun(client, folder, night).work(longest);
    }

    @Test
    void doesOneRunANight() throws Exception {
        assertThat(work(NIGHT, LONG)).isZero();
        assertThat(work(NIGHT, LONG)).isZero();
        assertThat(cloud.jobs()).extracting(job -> job.record().string("name").orElseThrow()).containsExactly("nightly-2026-11-02");
        assertThat(work(NIGHT.plusDays(1), LONG)).isZero();
        assertThat(cloud.jobs()).hasSize(2);
    }

    @Test
    void goesOnWithYesterdaysRunInsteadOfStartingAnother() throws Exception {
        ScriptedJob job = cloud.nextJob().started().log(1, 2.0);
        assertThat(work(NIGHT, Duration.ofMillis(300))).isEqualTo(124);
        job.log(2, 1.0).completed();
        assertThat(work(NIGHT.plusDays(1), LONG)).isZero();
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
    }

    @Test
    void startsNoSecondRunWhenTheAnswerToTheFirstWasLost() throws Exception {
        cloud.fault(SUBMISSION, Fault.lostAnswer());
        assertThatThrownBy(() -> work(NIGHT, LONG)).isInstanceOf(SubmissionUncertainException.class);
        assertThat(work(NIGHT, LONG)).isZero();
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
    }

    @Test
    void tellsByItsExitStatusHowTheRunEndedAndStartsAnewTheNextNight() throws Exception {
        cloud.nextJob().started().failed("out of memory");
        cloud.nextJob().started().end().status("cancelled");
        assertThat(work(NIGHT, LONG)).isEqualTo(3);
        assertThat(work(NIGHT.plusDays(1), LONG)).isEqualTo(4);
        assertThat(work(NIGHT.plusDays(2), LONG)).isZero();
        assertThat(cloud.jobs()).hasSize(3);
    }

    @Test
    void startedTwiceKilledAndStartedAgainItIsStillOneRunAndEachLogIsToldOnce() throws Exception {
        ScriptedJob job = cloud.nextJob().started().log(1, 2.5).log(2, 2.25);
        try (Program first = program(NightlyRun.class).start(); Program second = program(NightlyRun.class)) {
            first.await(line -> line.equals("step 2 loss 2.25"));
            second.start();
            assertThat(second.exitStatus()).isZero();
            assertThat(second.lines()).containsExactly("another process is at this work");
            first.kill();
        }
        job.log(3, 1.5).completed();
        try (Program again = program(NightlyRun.class).start()) {
            assertThat(again.exitStatus()).isZero();
            assertThat(again.lines()).hasSize(2).first().isEqualTo("step 3 loss 1.5");
            assertThat(again.lines().get(1)).matches("nightly-\\d{4}-\\d\\d-\\d\\d completed");
        }
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
        assertThat(cloud.requests("POST /v1/auth/anonymous")).hasSize(1);
    }
}
