package org.example.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.TrainingFailedException;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedJob;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.example.ExampleTest;
import org.example.Program;
import org.example.several.SeveralTrainers.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeveralTrainersTest extends ExampleTest {

    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void inSequenceTheNextStartsWhenTheLastIsOver() throws Exception {
        ScriptedJob first = cloud.nextJob().started().log(1, 2.0);
        cloud.nextJob().started().log(1, 1.0).completed();
        cloud.nextJob().started().log(1, 3.0).completed();
        Future<List<Outcome>> outcomes = inBackground(new SeveralTrainers(client)::inSequence);
        cloud.awaitRequests(STREAM, 1);
        assertThat(cloud.requests(SUBMISSION)).hasSize(1);
        first.completed();
        assertThat(outcomes.get(20, TimeUnit.SECONDS)).containsExactly(new Outcome("learning-rate-1.0E-4", "completed", 2.0),
                new Outcome("learning-rate-2.0E-4", "completed", 1.0), new Outcome("learning-rate-4.0E-4", "completed", 3.0));
        assertThat(cloud.jobs().get(1).config().number("learningRate").orElseThrow()).isEqualByComparingTo("0.0002");
    }

    @Test
    void inSequenceNoneStartsAfterOneThatFailed() {
        cloud.nextJob().started().completed();
        cloud.nextJob().started().failed("out of memory");
        assertThatThrownBy(() -> new SeveralTrainers(client).inSequence()).isInstanceOf(TrainingFailedException.class).hasMessageContaining("out of memory");
        assertThat(cloud.requests(SUBMISSION)).hasSize(2);
    }

    @Test
    void inParallelAllAreWatchedAtOnceAndTheLastMayEndFirst() throws Exception {
        List<ScriptedJob> jobs = List.of(cloud.nextJob().started(), cloud.nextJob().started(), cloud.nextJob().started());
        Future<List<Outcome>> outcomes = inBackground(new SeveralTrainers(client)::inParallel);
        cloud.awaitRequests(STREAM, 3);
        jobs.get(2).log(1, 3.0).completed();
        jobs.get(1).log(1, 2.0).failed("out of memory");
        jobs.get(0).log(1, 1.0).completed();
        assertThat(outcomes.get(20, TimeUnit.SECONDS)).extracting(Outcome::status).containsExactly("completed", "failed", "completed");
        assertThat(outcomes.get()).extracting(Outcome::loss).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void inParallelOneThatIsRefusedLeavesTheOthersAlone() throws Exception {
        cloud.fault(SUBMISSION, Fault.status(402, "{\"error\":\"no budget left\"}"));
        List<Outcome> outcomes = new SeveralTrainers(client).inParallel();
        assertThat(outcomes).extracting(Outcome::status).element(0).asString().contains("no budget left");
        assertThat(outcomes.subList(1, 3)).extracting(Outcome::status).containsOnly("completed");
    }

    @Test
    void printsTheBestFirst() throws Exception {
        for (double loss : new double[] {2.0, 1.0, 3.0}) {
            cloud.nextJob().started().log(1, loss).completed();
        }
        try (Program program = program(SeveralTrainers.class, "in-parallel").start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).containsExactly("Outcome[name=learning-rate-2.0E-4, status=completed, loss=1.0]",
                    "Outcome[name=learning-rate-1.0E-4, status=completed, loss=2.0]", "Outcome[name=learning-rate-4.0E-4, status=completed, loss=3.0]");
        }
    }

    private <T> Future<T> inBackground(Callable<T> work) {
        return executor.submit(work);
    }
}
