package org.example.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.RunReference;
import ai.arkor.api.Trainer;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import ai.arkor.testkit.ScriptedJob;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.example.ExampleTest;
import org.example.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both servers, which are to do the same. */
class RunServerTest extends ExampleTest {

    private static final Function<String, Trainer.Builder> DEFINITION =
            name -> Trainer.builder(name).model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("arkorlab/triage-demo")).maxSteps(10);

    enum Kind {
        JDK {
            @Override
            Started start(ArkorClient client) throws Exception {
                RunServer server = new RunServer(client, DEFINITION, 0);
                return new Started(server.port(), server);
            }
        },
        JAVALIN {
            @Override
            Started start(ArkorClient client) {
                JavalinRunServer server = new JavalinRunServer(client, DEFINITION, 0);
                return new Started(server.port(), server);
            }
        };

        abstract Started start(ArkorClient client) throws Exception;
    }

    record Started(int port, AutoCloseable server) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private int port;

    private void start(Kind kind) throws Exception {
        Started started = kind.start(client);
        port = started.port;
        servers.add(started.server);
    }

    @AfterEach
    void closeServers() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWithTheIdWhileTheRunGoesOn(Kind kind) throws Exception {
        start(kind);
        ScriptedJob job = cloud.nextJob().started().status("running");
        HttpResponse<String> answer = post("{\"name\":\"support-bot-v2\"}");
        String reference = cloud.address() + "#scripted/" + folder.getFileName().toString().toLowerCase(java.util.Locale.ROOT) + "/job-1";
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"id\":\"job-1\",\"reference\":\"" + reference + "\"}");
        assertThat(client.attach(RunReference.parse(reference)).job().name()).isEqualTo("support-bot-v2");
        assertThat(get("/runs/job-1")).isEqualTo("200 {\"id\":\"job-1\",\"name\":\"support-bot-v2\",\"status\":\"running\"}");
        job.status("failed");
        assertThat(get("/runs/job-1")).contains("\"status\":\"failed\"");
    }

    /** More runs than the server has threads, none of which ends. */
    @ParameterizedTest
    @EnumSource
    void watchesManyRunsAndStillAnswers(Kind kind) throws Exception {
        start(kind);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            cloud.nextJob().started();
            answers.add(http.sendAsync(request("/runs").POST(BodyPublishers.ofString("{\"name\":\"bot-" + i + "\"}")).build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        cloud.awaitRequests(STREAM, 40);
        assertThat(get("/runs/job-40")).startsWith("200 ");
        assertThat(cloud.jobs()).extracting(job -> job.record().string("name").orElseThrow()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrong(Kind kind) throws Exception {
        start(kind);
        for (String body : List.of("", "not JSON", "[]", "{\"name\":\" \"}")) {
            assertThat(post(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(cloud.requests(SUBMISSION)).isEmpty();
        cloud.fault(SUBMISSION, Fault.status(402, "{\"error\":\"no budget left\"}"));
        HttpResponse<String> refused = post("{\"name\":\"bot\"}");
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).contains("no budget left");
        assertThat(get("/runs/nowhere")).isEqualTo("404 {\"error\":\"There is no run nowhere\"}");
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheRunsOfTheServerBeforeIt(Kind kind) throws Exception {
        start(kind);
        cloud.nextJob().started().status("running");
        post("{\"name\":\"bot\"}");
        servers.remove(0).close();
        start(kind);
        assertThat(get("/runs/job-1")).isEqualTo("200 {\"id\":\"job-1\",\"name\":\"bot\",\"status\":\"running\"}");
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsTheWatchingAndNotTheRuns(Kind kind) throws Exception {
        start(kind);
        ScriptedJob job = cloud.nextJob().started().status("running");
        post("{\"name\":\"bot\"}");
        RecordedRequest stream = cloud.awaitRequests(STREAM, 1).get(0);
        servers.remove(0).close();
        stream.closedByClient().get(10, TimeUnit.SECONDS);
        assertThat(cloud.requests(CANCEL)).isEmpty();
        assertThat(job.status()).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(classes = {RunServer.class, JavalinRunServer.class})
    void runsAsAProgramUntilItIsTerminated(Class<?> server) throws Exception {
        ScriptedJob over = cloud.nextJob().started();
        cloud.nextJob().started();
        try (Program program = program(server, "0").start()) {
            String address = program.await(line -> line.startsWith("listening on "));
            port = URI.create(address.substring("listening on ".length())).getPort();
            assertThat(post("{\"name\":\"first\"}").statusCode()).isEqualTo(202);
            assertThat(post("{\"name\":\"second\"}").statusCode()).isEqualTo(202);
            over.failed("out of memory");
            assertThat(program.await(line -> line.contains("/job-1"))).endsWith("/job-1 ended: failed");
            program.terminate();
            assertThat(program.exitStatus()).isEqualTo(143);
            assertThat(program.lines()).anyMatch(line -> line.contains("/job-2 is not watched any more"));
        }
        assertThat(cloud.requests("POST /v1/auth/anonymous")).hasSize(1);
        assertThat(cloud.requests(CANCEL)).isEmpty();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return http.send(request("/runs").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = http.send(request(path).build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
