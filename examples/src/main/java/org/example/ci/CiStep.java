package org.example.ci;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.AwaitTimeoutException;
import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.StreamLostException;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A step of a build that fails when the run does. With {@code ARKOR_SMOKE=1} it only tries the run on a few rows and steps, for every push; without, it
 * trains in full, for the main branch:
 *
 * <pre>{@code
 * ARKOR_SMOKE=1 java -cp 'examples/target/lib/*' examples/src/main/java/org/example/ci/CiStep.java 15m
 * }</pre>
 *
 * <p>Its exit status is that of the program arkor: 0 completed, 1 an error, 3 the run failed, 4 it was cancelled, 5 the backend was lost, 124 it is not
 * over by the deadline. A run that is not over goes on; its reference is in the log.
 */
public final class CiStep {

    private CiStep() {}

    static Trainer.Builder trainer(Map<String, String> environment) {
        Trainer.Builder trainer = Trainer.builder("ci-" + environment.getOrDefault("GITHUB_SHA", "by-hand"))
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100)
                .onLog(log -> log.loss().ifPresent(loss -> System.out.println("step " + log.step() + " loss " + loss)));
        return "1".equals(environment.get("ARKOR_SMOKE")) ? trainer.dryRun(true) : trainer;
    }

    /** @return the exit status */
    static int run(Trainer trainer, Duration deadline) throws InterruptedException {
        try {
            System.out.println("run " + trainer.start().reference());
            TrainingResult result = trainer.await(deadline);
            System.out.println(result.status() + result.job().error().map(why -> ": " + why).orElse(""));
            return exitStatus(result.status());
        } catch (AwaitTimeoutException goesOn) {
            return fail(124, goesOn);
        } catch (StreamLostException lost) {
            return fail(5, lost);
        } catch (ArkorException refused) {
            return fail(1, refused);
        }
    }

    private static int exitStatus(JobStatus status) {
        if (status.equals(JobStatus.COMPLETED)) {
            return 0;
        }
        if (status.equals(JobStatus.FAILED)) {
            return 3;
        }
        return status.equals(JobStatus.CANCELLED) ? 4 : 1;
    }

    private static int fail(int status, ArkorException why) {
        System.err.println(why.getMessage());
        return status;
    }

    /** @param args the time the run may take, for instance {@code 90s}, {@code 15m} or {@code 1h30m}; an hour unless given */
    public static void main(String[] args) throws InterruptedException {
        Duration deadline = Duration.parse("PT" + (args.length == 0 ? "1h" : args[0]));
        int status;
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            status = run(trainer(System.getenv()).client(client).build(), deadline);
        } catch (ArkorException noIdentity) {
            status = fail(1, noIdentity);
        }
        System.exit(status);
    }
}
