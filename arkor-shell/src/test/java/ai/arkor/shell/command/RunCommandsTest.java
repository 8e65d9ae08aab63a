package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.SubmissionUncertainException;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.command.CommandBench.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that are about runs, as scripts call them. */
@Timeout(60)
class RunCommandsTest {

    private static final String BACKEND = "backend: embedded (this machine)\n";

    private final CommandBench bench = new CommandBench();

    @ParameterizedTest
    @CsvSource({"completed,0", "failed,3", "cancelled,4"})
    void waitForARunThatIsOverSaysHowItEndedAndExitsAccordingly(String status, int expected) {
        bench.there("r-1").end(new JobStatus(status));

        assertThat(bench.run("wait", "local#local/project/r-1"))
                .isEqualTo(new Outcome(expected, "run r-1 (name-of-r-1) is over: " + status + "\n", BACKEND));
    }

    @Test
    void waitFollowsARunToItsEnd() throws Exception {
        ScriptedRun run = bench.there("r-1");
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> bench.run("wait", "r-1"));
        run.emit(Events.started(10));
        run.fail("no disk");

        assertThat(waiting.get().status()).isEqualTo(3);
        assertThat(waiting.get().out()).startsWith("run r-1 (name-of-r-1)\n").contains("failed").contains("no disk");
    }

    @Test
    void ofSeveralRunsTheWorstCountsAndEachHasItsNameBeforeItsLines() throws Exception {
        ScriptedRun first = bench.there("r-1");
        bench.there("r-2").fail("no disk");
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> bench.run("wait", "r-1", "r-2"));
        first.emit(Events.checkpoint(7));
        first.end(JobStatus.CANCELLED);

        assertThat(waiting.get().status()).isEqualTo(3);
        assertThat(waiting.get().out().lines()).contains("[name-of-r-2 r-2] over: failed: no disk", "[name-of-r-1 r-1] checkpoint at step 7",
                "[name-of-r-1 r-1] cancelled");
    }

    @Test
    void theWorstOfSeveralIsFirstWhatIsNotKnownThenWhatFailed() {
        assertThat(ExitStatus.worst(List.of())).isZero();
        assertThat(ExitStatus.worst(List.of(0, 4))).isEqualTo(4);
        assertThat(ExitStatus.worst(List.of(4, 3, 0))).isEqualTo(3);
        assertThat(ExitStatus.worst(List.of(3, 5))).isEqualTo(5);
        assertThat(ExitStatus.worst(List.of(5, 124, 130))).isEqualTo(130);
    }

    @Test
    void ctrlCDetachesFromAllOfSeveralAndSaysHowToComeBack() throws Exception {
        ScriptedRun first = bench.there("r-1");
        ScriptedRun second = bench.there("r-2");
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> bench.run("wait", "r-1", "r-2", "--json"));
        first.emit(Events.started(10));
        second.emit(Events.started(10));
        bench.pressCtrlC();

        assertThat(waiting.get().status()).isEqualTo(130);
        assertThat(waiting.get().out().lines().map(line -> object(line).string("outcome").orElse(""))).containsExactly("detached", "detached");
        assertThat(waiting.get().err()).isEmpty();
        assertThat(first.job().status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void oneOfSeveralThatIsLostDoesNotEndTheWaitingForTheOthers() throws Exception {
        bench.there("r-1").loseStream(new StreamLostException("the stream of r-1 is lost", 3, null));
        ScriptedRun second = bench.there("r-2");
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> bench.run("wait", "-q", "r-1", "r-2"));
        second.emit(Events.started(10));
        second.end(JobStatus.COMPLETED);

        assertThat(waiting.get()).isEqualTo(new Outcome(5, "", "arkor: run local#local/project/r-1: the stream of r-1 is lost\n"));
    }

    @Test
    void quietSaysNothingOfARunThatCompletesAndWhyOneDoesNot() {
        bench.there("good").end(JobStatus.COMPLETED);
        bench.there("bad").fail("no disk");

        assertThat(bench.run("attach", "-q", "good")).isEqualTo(new Outcome(0, "", ""));
        assertThat(bench.run("attach", "-q", "bad")).isEqualTo(new Outcome(3, "", "arkor: run local#local/project/bad failed: no disk\n"));
        assertThat(bench.run("watch", "-q", "bad")).isEqualTo(new Outcome(3, "", "arkor: run local#local/project/bad failed: no disk\n"));
        assertThat(bench.run("wait", "-q", "bad")).isEqualTo(new Outcome(3, "", "arkor: run local#local/project/bad failed: no disk\n"));
    }

    @Test
    void aPassedDeadlineIsAnOutcomeOfItsOwnAndTheRunGoesOn() {
        bench.there("r-1").loseStream(new AwaitTimeoutException("r-1", Duration.ofSeconds(1)));

        Outcome outcome = bench.run("attach", "r-1", "--timeout", "1s", "--json");

        assertThat(outcome.status()).isEqualTo(124);
        assertThat(outcome.err()).isEmpty();
        JsonObject json = object(outcome.out());
        assertThat(json.string("outcome")).contains("deadline");
        assertThat(json.string("status")).contains("queued");
        assertThat(json.number("exitStatus").orElseThrow().intValue()).isEqualTo(124);
    }

    @Test
    void theJsonOfARunThatIsOverHasItsArtifacts() {
        bench.there("r-1").end(JobStatus.COMPLETED, JsonValue.object().with("pathname", JsonValue.of("/a")));

        assertThat(bench.run("wait", "--json", "r-1")).isEqualTo(new Outcome(0, """
                {"reference":"local#local/project/r-1","jobId":"r-1","project":"project","name":"name-of-r-1","model":"m","status":"completed",\
                "createdAt":"2026-01-02T03:04:05Z","startedAt":null,"completedAt":null,"error":null,"outcome":"completed","exitStatus":0,\
                "stoppedEarly":null,"artifacts":[{"pathname":"/a"}]}
                """, ""));
    }

    @Test
    void waitNeedsARun() {
        assertThat(bench.run("wait")).isEqualTo(new Outcome(2, "", "arkor: Name a run; list them with: arkor jobs\n"));
        assertThat(bench.run("wait", "").status()).isEqualTo(2);
        assertThat(bench.run("wait", "a#b")).isEqualTo(new Outcome(2, "", "arkor: Not a run reference: a#b (expected BACKEND#ORG/PROJECT/JOB)\n"));
        assertThat(bench.run("wait", "absent").err()).endsWith("arkor: No run absent on this backend. List the runs with: arkor jobs\n");
    }

    @Test
    void cancelStopsSeveralAndSaysWhichWereOverAlready() {
        ScriptedRun first = bench.there("r-1");
        bench.there("r-2").end(JobStatus.COMPLETED);

        assertThat(bench.run("cancel", "-q", "r-1", "r-2")).isEqualTo(new Outcome(1, "", "arkor: run r-2 was over already: completed\n"));
        assertThat(first.job().status()).isEqualTo(JobStatus.CANCELLED);
        ScriptedRun third = bench.there("r-3");
        assertThat(bench.run("cancel", "r-3", "r-3")).isEqualTo(new Outcome(0, "cancelled r-3\n", BACKEND));
        assertThat(third.job().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(bench.run("cancel", "--json", "r-3")).isEqualTo(new Outcome(1, """
                {"reference":"local#local/project/r-3","jobId":"r-3","cancelled":false,"status":"cancelled"}
                """, ""));
    }

    @Test
    void whatWasCancelledIsSaidToBeAlsoWhenItsBackendIsLostAfterwards() {
        bench.there("r-1").refreshFails = Optional.of(new TransportException("no answer", null));

        assertThat(bench.run("cancel", "r-1")).isEqualTo(new Outcome(0, "cancelled r-1\n", BACKEND));
    }

    @Test
    void oneOfSeveralThatCannotBeCancelledIsJsonForProgramsAndTheOthersAreStopped() {
        bench.there("r-1").cancelFails = Optional.of(new TransportException("no answer", null));
        ScriptedRun second = bench.there("r-2");

        Outcome outcome = bench.run("cancel", "--json", "r-1", "r-2");
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(object(outcome.err()).object("error").orElseThrow().string("type")).contains("lost");
        assertThat(object(outcome.out()).string("jobId")).contains("r-2");
        assertThat(second.job().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void aSubmissionThatMayHaveArrivedIsALostBackend() {
        assertThat(ExitStatus.of(new SubmissionUncertainException("no answer", null))).isEqualTo(5);
    }

    @Test
    void whoDetachesFromSeveralIsToldHowToCancelEach() throws Exception {
        ScriptedRun first = bench.there("r-1");
        ScriptedRun second = bench.there("r-2");
        CompletableFuture<Outcome> waiting = CompletableFuture.supplyAsync(() -> bench.run("wait", "r-1", "r-2"));
        first.emit(Events.started(10));
        second.emit(Events.started(10));
        bench.pressCtrlC();

        assertThat(waiting.get().err()).contains("come back: arkor wait local#local/project/r-1", "stop it:   arkor cancel local#local/project/r-1",
                "stop it:   arkor cancel local#local/project/r-2");
    }

    @Test
    void jobTellsEverythingAboutARunInWords() {
        ScriptedRun run = bench.there("r-1");
        List.of(Events.started(10), Events.log(5, 1000), Events.checkpoint(5), Events.log(10, 2000, 1.5)).forEach(run::with);
        run.fail("no disk");

        Outcome outcome = bench.run("job", "r-1");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                name-of-r-1  failed
                  run          r-1
                  reference    local#local/project/r-1
                  model        m
                  created      %s
                  progress     step 10/10, loss 2, evalLoss 1.5
                  error        no disk
                  checkpoints  step 5
                  next         arkor chat --run r-1@5 "PROMPT"
                               arkor logs r-1
                """.formatted(local("2026-01-02T03:04:05Z")));
    }

    @Test
    void aNameOfARunCannotActOnTheTerminal() {
        ScriptedRun run = bench.there("r-1");
        run.fail("\033]0;taken over\007 and \033[2J gone");

        assertThat(bench.run("job", "r-1").out()).doesNotContain("\033");
        assertThat(bench.run("wait", "r-1").out()).doesNotContain("\033");
        assertThat(bench.run("wait", "-q", "r-1").err()).doesNotContain("\033");
    }

    private static String local(String instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    private static JsonObject object(String json) {
        return (JsonObject) JsonValue.parse(json);
    }
}
