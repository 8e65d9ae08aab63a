package org.example.webhook;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a web address when a run completed or failed. The address often is the secret, so that it comes from the environment and is never printed:
 *
 * <pre>{@code
 * WEBHOOK_URL=https://… java -cp 'examples/target/lib/*' examples/src/main/java/org/example/webhook/RunWebhook.java
 * }</pre>
 *
 * <p>It is sent {@code {"job":…,"name":…,"status":…,"error":…}}, the last for a failed run only. An address that does not answer is tried a few times
 * and then given up: the run and its result do not depend on it. The same run may be told twice, when an answer was lost; {@code Idempotency-Key} has
 * its id.
 */
public final class RunWebhook {

    private static final int ATTEMPTS = 4;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final Duration firstDelay;

    /** @param firstDelay before the second attempt; doubled before each one after it */
    public RunWebhook(URI address, Duration firstDelay) {
        this.address = address;
        this.firstDelay = firstDelay;
    }

    /** A trainer that tells this address how its run ended. */
    public Trainer.Builder on(Trainer.Builder trainer) {
        return trainer.onCompleted(completed -> tell(completed.job())).onFailed(failed -> tell(failed.job()));
    }

    /** Throws nothing but when interrupted: what a callback throws would come out of the await, in place of the run's result. */
    private void tell(TrainingJob job) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", job.id())
                .POST(BodyPublishers.ofString(body(job)))
                .build();
        Duration delay = firstDelay;
        Optional<String> problem = attempt(request);
        for (int attempts = 1; problem.isPresent() && attempts < ATTEMPTS; attempts++) {
            Thread.sleep(delay.toMillis());
            delay = delay.multipliedBy(2);
            problem = attempt(request);
        }
        problem.ifPresent(last -> System.err.println("the webhook was not told of run " + job.id() + " (" + job.status() + "): " + last));
    }

    private static String body(TrainingJob job) {
        JsonObject body = JsonValue.object()
                .with("job", JsonValue.of(job.id()))
                .with("name", JsonValue.of(job.name()))
                .with("status", JsonValue.of(job.status().raw()));
        return (job.error().isPresent() ? body.with("error", JsonValue.of(job.error().get())) : body).toString();
    }

    /** What went wrong, without the address; empty when it was told. */
    private Optional<String> attempt(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode() / 100 == 2 ? Optional.empty() : Optional.of("it answered " + answer.statusCode());
        } catch (IOException unreachable) {
            return Optional.of(unreachable.getClass().getSimpleName());
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(address -> address.isAbsolute() && address.getHost() != null);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Optional<URI> address = address(System.getenv().getOrDefault("WEBHOOK_URL", ""));
        if (address.isEmpty()) {
            System.err.println("Set WEBHOOK_URL to the address that is to be told, https://…");
            System.exit(2);
        }
        RunWebhook webhook = new RunWebhook(address.get(), Duration.ofSeconds(1));
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            Trainer.Builder trainer = Trainer.builder("announced")
                    .model(Models.GEMMA_4_E4B_IT)
                    .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                    .lora(LoraConfig.of(16, 32))
                    .maxSteps(100)
                    .client(client);
            TrainingResult result = webhook.on(trainer).build().await();
            System.out.println(result.status());
        }
    }
}
