package org.example.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.Dataset;
import ai.arkor.api.JobStatus;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingResult;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunWebhookTest extends ExampleTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private volatile int refusals;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/s3cret", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        exchange.sendResponseHeaders(told.size() <= refusals ? 503 : 204, -1);
        exchange.close();
    }

    private URI address() {
        return URI.create("http://localhost:" + receiver.getAddress().getPort() + "/s3cret");
    }

    private TrainingResult run(URI address) throws Exception {
        Trainer.Builder trainer = Trainer.builder("announced").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("a/b")).maxSteps(1).client(client);
        return new RunWebhook(address, Duration.ofMillis(1)).on(trainer).build().await();
    }

    @Test
    void isToldOfACompletedRun() throws Exception {
        assertThat(run(address()).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(told).containsExactly("{\"job\":\"job-1\",\"name\":\"announced\",\"status\":\"completed\"}");
        assertThat(keys).containsExactly("job-1");
    }

    @Test
    void isToldOfAFailedRunAndWhy() throws Exception {
        cloud.nextJob().started().failed("out of \"memory\"");
        assertThat(run(address()).status()).isEqualTo(JobStatus.FAILED);
        assertThat(told).containsExactly("{\"job\":\"job-1\",\"name\":\"announced\",\"status\":\"failed\",\"error\":\"out of \\\"memory\\\"\"}");
    }

    @Test
    void isToldAgainUntilItAnswers() throws Exception {
        refusals = 3;
        assertThat(run(address()).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(told).hasSize(4);
        assertThat(keys).containsOnly("job-1");
    }

    @Test
    void aWebhookThatFailsForGoodLosesNoResult() throws Exception {
        refusals = Integer.MAX_VALUE;
        assertThat(run(address()).orThrow().artifacts()).hasSize(1);
        assertThat(told).hasSize(4);
        URI nobody = address();
        receiver.stop(0);
        assertThat(run(nobody).orThrow().artifacts()).hasSize(1);
    }

    @Test
    void takesItsAddressFromTheEnvironmentAndNeverPrintsIt() throws Exception {
        refusals = 1;
        try (Program program = program(RunWebhook.class).with("WEBHOOK_URL", address().toString()).start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).containsExactly("completed");
        }
        assertThat(told).hasSize(2);
        try (Program program = program(RunWebhook.class).with("WEBHOOK_URL", "s3cret no address").start()) {
            assertThat(program.exitStatus()).isEqualTo(2);
            assertThat(String.join("\n", program.lines())).contains("WEBHOOK_URL").doesNotContain("s3cret");
        }
    }
}
