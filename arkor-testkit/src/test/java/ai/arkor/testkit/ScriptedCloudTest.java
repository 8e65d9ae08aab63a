package ai.arkor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.junit.ScriptedCloudExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Looks at the bytes, without any client. */
@Timeout(30)
@ExtendWith(ScriptedCloudExtension.class)
class ScriptedCloudTest {

    private static final String STREAM = "GET /v1/jobs/j/events/stream";

    /** All the bytes that come until the connection ends; what a reset does to them is of no interest. */
    private static String ask(ScriptedCloud cloud, String route, String... headers) throws IOException {
        try (Socket socket = open(cloud, route, headers)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket open(ScriptedCloud cloud, String route, String... headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", cloud.address().getPort());
        String text = route + " HTTP/1.1\r\nHost: x\r\nX-Arkor-Client: arkor/1\r\nAuthorization: Bearer " + cloud.token() + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String frames(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        StringBuilder frames = new StringBuilder();
        for (int at = 0; at < body.length();) {
            int line = body.indexOf("\r\n", at);
            if (line < 0) {
                break;
            }
            int length = Integer.parseInt(body.substring(at, line), 16);
            frames.append(body, line + 2, Math.min(body.length(), line + 2 + length));
            at = line + 4 + length;
        }
        return frames.toString();
    }

    private static String ids(String answer) {
        return frames(answer).lines().filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).reduce("", String::concat);
    }

    private static ScriptedJob job(ScriptedCloud cloud) {
        return cloud.existingJob("j").started().log(1, 2.5).checkpoint(1).completed();
    }

    @Test
    void tellsTheWholeStreamAndGoesOnAfterAnEvent(ScriptedCloud cloud) throws Exception {
        job(cloud);
        String whole = ask(cloud, STREAM);
        assertThat(whole).startsWith("HTTP/1.1 200").contains("Content-Type: text/event-stream").endsWith("0\r\n\r\n");
        assertThat(frames(whole)).startsWith("id: 1\nevent: training.started\ndata: {\"type\":\"training.started\",\"jobId\":\"j\","
                + "\"timestamp\":\"2026-01-02T03:04:06Z\"}\n\n");
        assertThat(ids(whole)).isEqualTo("1234");
        assertThat(ids(ask(cloud, STREAM, "Last-Event-ID: 2"))).isEqualTo("34");
        assertThat(frames(ask(cloud, STREAM, "Last-Event-ID: 4"))).isEqualTo("event: end\ndata: \n\n");
        assertThat(cloud.existingJob("k").started().log(1, 1).status()).isEqualTo("queued");
    }

    @Test
    void theStatusFollowsWhatWasSent(ScriptedCloud cloud) throws Exception {
        ScriptedJob job = job(cloud).fault(Fault.dropAfterEvents(2));
        assertThat(job.status()).isEqualTo("queued");
        ask(cloud, STREAM);
        assertThat(job.status()).isEqualTo("running");
        ask(cloud, STREAM);
        assertThat(job.status()).isEqualTo("completed");
    }

    @Test
    void stopsInEveryWay(ScriptedCloud cloud) throws Exception {
        job(cloud).fault(Fault.dropAfterEvents(1), Fault.dropAfterBytes(10), Fault.closeAfterEvents(2), Fault.endAfterEvents(1), Fault.closeAfterEvents(0),
                Fault.reset());
        String dropped = ask(cloud, STREAM);
        assertThat(ids(dropped)).isEqualTo("1");
        assertThat(dropped).doesNotEndWith("0\r\n\r\n");
        assertThat(frames(ask(cloud, STREAM))).isEqualTo("id: 1\neven");
        assertThat(ids(ask(cloud, STREAM))).isEqualTo("12");
        assertThat(frames(ask(cloud, STREAM))).endsWith("event: end\ndata: \n\n").contains("id: 1").doesNotContain("id: 2");
        assertThat(ask(cloud, STREAM)).endsWith("\r\n\r\n0\r\n\r\n");
        assertThatThrownBy(() -> ask(cloud, STREAM)).isInstanceOf(IOException.class);
    }

    @Test
    void spoilsFramesInEveryWay(ScriptedCloud cloud) throws Exception {
        job(cloud).fault(Fault.duplicate(), Fault.reorder(), Fault.rewind(1), Fault.garbage("data: {oops\n\n"), Fault.splitEvery(1),
                Fault.splitAtRandom(7).and(Fault.duplicate()));
        assertThat(ids(ask(cloud, STREAM))).isEqualTo("11223344");
        assertThat(ids(ask(cloud, STREAM))).isEqualTo("2143");
        assertThat(ids(ask(cloud, STREAM, "Last-Event-ID: 3"))).isEqualTo("34");
        assertThat(frames(ask(cloud, STREAM))).contains("data: {oops\n\nid: 4");
        String split = ask(cloud, STREAM);
        assertThat(split).contains("\r\n\r\n1\r\ni\r\n1\r\nd\r\n1\r\n:\r\n");
        assertThat(ids(split)).isEqualTo("1234");
        assertThat(ids(ask(cloud, STREAM))).isEqualTo("11223344");
    }

    @Test
    void refusesAndMisleads(ScriptedCloud cloud) throws Exception {
        job(cloud);
        cloud.fault("GET /v1/jobs/*", Fault.status(503).and(Fault.retryAfter("2")), Fault.contentType("text/html"), Fault.body("{\"job\":{}}"),
                Fault.truncatedTo(5));
        String close = "Connection: x";
        assertThat(whole(cloud, "GET /v1/jobs/j", close)).startsWith("HTTP/1.1 503").contains("Retry-After: 2\r\n").endsWith("{\"error\":\"scripted 503\"}");
        assertThat(whole(cloud, "GET /v1/jobs/j", close)).contains("Content-Type: text/html");
        assertThat(whole(cloud, "GET /v1/jobs/j", close)).endsWith("\r\n\r\n{\"job\":{}}");
        assertThat(whole(cloud, "GET /v1/jobs/j", close)).endsWith("\r\n\r\n{\"job");
        assertThat(whole(cloud, "GET /v1/jobs/j", close)).endsWith("\"model\":\"scripted-model\"},\"createdAt\":\"2026-01-02T03:04:05Z\"}}");
    }

    /** One answer with a length, of a connection that stays open. */
    private static String whole(ScriptedCloud cloud, String route, String... headers) throws IOException {
        try (Socket socket = open(cloud, route, headers)) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            int length = head.toString().lines().filter(line -> line.startsWith("Content-Length: ")).mapToInt(line -> Integer.parseInt(line.substring(16))).sum();
            return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    @Test
    void knowsWhoIsMissing(ScriptedCloud cloud) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", cloud.address().getPort())) {
            socket.getOutputStream().write("GET /v1/me HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 426");
        }
        assertThat(whole(cloud, "GET /v1/me")).startsWith("HTTP/1.1 200");
        assertThat(whole(cloud, "GET /v1/nothing")).startsWith("HTTP/1.1 404");
    }

    @Test
    void takesAJobOnceAndCancelsIt(ScriptedCloud cloud) throws Exception {
        ScriptedJob job = cloud.nextJob().started();
        String body = "{\"name\":\"n\",\"config\":{\"model\":\"m\",\"datasetSource\":{\"type\":\"huggingface\",\"name\":\"a/b\"}}}";
        assertThat(whole(cloud, "POST /v1/jobs", "Content-Length: " + body.length() + "\r\n\r\n" + body)).startsWith("HTTP/1.1 201");
        assertThat(job.config().string("model")).contains("m");
        assertThat(cloud.jobs()).containsExactly(job);
        assertThat(whole(cloud, "POST /v1/jobs/" + job.id() + "/cancel")).startsWith("HTTP/1.1 200");
        assertThat(whole(cloud, "POST /v1/jobs/" + job.id() + "/cancel")).startsWith("HTTP/1.1 409");
        assertThat(frames(ask(cloud, "GET /v1/jobs/" + job.id() + "/events/stream"))).isEqualTo("event: end\ndata: \n\n");
        assertThat(cloud.requests("POST /v1/jobs").get(0).json().string("name")).contains("n");
    }

    @Test
    void tellsWhatIsAddedWhileItIsWatchedAndSeesTheClientLeave(ScriptedCloud cloud) throws Exception {
        ScriptedJob job = cloud.existingJob("j").started();
        try (Socket socket = open(cloud, STREAM)) {
            InputStream in = socket.getInputStream();
            RecordedRequest opening = cloud.awaitRequests(STREAM, 1).get(0);
            job.log(1, 0.5);
            StringBuilder told = new StringBuilder();
            while (told.indexOf("\"loss\":0.5") < 0) {
                told.append((char) in.read());
            }
            assertThat(opening.closedByClient()).isNotDone();
            socket.shutdownOutput();
            opening.closedByClient().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void waitsForTheMoment(ScriptedCloud cloud) throws Exception {
        CompletableFuture<Void> moment = new CompletableFuture<>();
        AtomicInteger paces = new AtomicInteger();
        job(cloud).fault(Fault.delayHeadersUntil(moment).and(Fault.slow(paces::incrementAndGet)));
        try (Socket socket = open(cloud, STREAM)) {
            cloud.awaitRequests(STREAM, 1);
            assertThat(socket.getInputStream().available()).isZero();
            moment.complete(null);
            assertThat(ids(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))).isEqualTo("1234");
            assertThat(paces).hasValue(4);
        }
    }

    @Test
    void goesDownAndComesBackAtTheSameAddress(ScriptedCloud cloud) throws Exception {
        cloud.refuseConnections();
        assertThatThrownBy(() -> open(cloud, "GET /v1/me")).isInstanceOf(ConnectException.class);
        cloud.acceptConnections();
        assertThat(whole(cloud, "GET /v1/me")).contains("\"slug\":\"scripted\"");
    }

    @Test
    void losesAnAnswerAfterTheDeed(ScriptedCloud cloud) throws Exception {
        cloud.fault("POST /v1/jobs", Fault.lostAnswer());
        String body = "{\"name\":\"n\",\"config\":{\"model\":\"m\",\"datasetSource\":{\"type\":\"huggingface\",\"name\":\"a/b\"}}}";
        assertThat(ask(cloud, "POST /v1/jobs", "Content-Length: " + body.length() + "\r\n\r\n" + body)).isEmpty();
        assertThat(cloud.jobs()).hasSize(1);
    }

    @Test
    void answersChatsWholeAndInPieces(ScriptedCloud cloud) throws Exception {
        cloud.onChat(request -> "to " + request.string("baseModel").orElse("nobody"));
        String body = "{\"baseModel\":\"me\",\"messages\":[],\"stream\":%s}";
        String whole = body.formatted("false");
        String streamed = body.formatted("true");
        assertThat(whole(cloud, "POST /v1/inference/chat", "Content-Length: " + whole.length() + "\r\n\r\n" + whole)).contains("\"content\":\"to me\"");
        String frames = frames(ask(cloud, "POST /v1/inference/chat", "Content-Length: " + streamed.length() + "\r\n\r\n" + streamed));
        assertThat(frames).contains("{\"content\":\"to \"}").contains("{\"content\":\"me\"}").endsWith("data: [DONE]\n\n");
    }

    @Test
    void streamsToolCallsInFragments(ScriptedCloud cloud) throws Exception {
        cloud.onChatMessage(request -> (JsonObject) JsonValue.parse("""
                {"role":"assistant","tool_calls":[
                  {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}},
                  {"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]}"""));
        String frames = chat(cloud);
        assertThat(frames).contains("\"delta\":{\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"},\"index\":0}]}")
                .contains("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"cit\"}}]}")
                .contains("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}")
                .contains("\"finish_reason\":\"tool_calls\"");
        assertThat(frames).doesNotContain("\"content\"");
    }

    @Test
    void chatStreamsGoWrongInEveryWay(ScriptedCloud cloud) throws Exception {
        cloud.onChat(request -> "one two");
        cloud.fault("POST /v1/inference/chat", Fault.dropAfterEvents(2), Fault.endAfterEvents(1), Fault.dropAfterBytes(9), Fault.garbage("x\n"),
                Fault.body("data: mine\n\n"), Fault.splitEvery(1).and(Fault.body("data: mine\n\n")));
        assertThat(chat(cloud)).contains("one ").doesNotContain("two");
        assertThat(chat(cloud)).contains("\"role\"").doesNotContain("one").endsWith("event: end\ndata: \n\n");
        assertThat(chat(cloud)).isEqualTo("data: {\"i");
        assertThat(chat(cloud)).startsWith("x\ndata: ").endsWith("x\ndata: [DONE]\n\n");
        assertThat(chat(cloud)).isEqualTo("data: mine\n\n");
        assertThat(chat(cloud)).isEqualTo("data: mine\n\n");
    }

    private static String chat(ScriptedCloud cloud) throws IOException {
        String body = "{\"baseModel\":\"me\",\"messages\":[],\"stream\":true}";
        return frames(ask(cloud, "POST /v1/inference/chat", "Content-Length: " + body.length() + "\r\n\r\n" + body));
    }

    private static String endpoints(ScriptedCloud cloud, String method, String path, String body) throws IOException {
        return whole(cloud, method + " /v1/endpoints" + path + "?orgSlug=scripted&projectSlug=p", "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void servesDeploymentsAndTheirKeys(ScriptedCloud cloud) throws Exception {
        String bot = "{\"slug\":\"bot\",\"target\":{\"kind\":\"base_model\",\"baseModel\":\"m\"},\"authMode\":\"none\"}";
        String record = "{\"id\":\"endpoint-1\",\"slug\":\"bot\",\"orgId\":\"org-1\",\"projectId\":\"project-1\",\"target\":{\"kind\":\"base_model\",\"baseModel\":\"m\"},"
                + "\"authMode\":\"none\",\"urlFormat\":\"openai_compat\",\"enabled\":true,\"customDomain\":null,\"runRetentionMode\":\"days\",\"runRetentionDays\":7,"
                + "\"createdAt\":\"2026-01-02T03:04:05Z\",\"updatedAt\":\"2026-01-02T03:04:05Z\"}";
        assertThat(endpoints(cloud, "POST", "", bot)).startsWith("HTTP/1.1 201").endsWith("{\"deployment\":" + record + "}");
        assertThat(endpoints(cloud, "POST", "", bot)).startsWith("HTTP/1.1 409");
        assertThat(endpoints(cloud, "GET", "", "")).startsWith("HTTP/1.1 200").endsWith("{\"deployments\":[" + record + "]}");
        assertThat(endpoints(cloud, "PATCH", "/endpoint-1", "{\"runRetentionMode\":\"disabled\"}")).startsWith("HTTP/1.1 200").doesNotContain("runRetentionDays");
        assertThat(endpoints(cloud, "POST", "/endpoint-1/keys", "{\"label\":\" ci \"}")).startsWith("HTTP/1.1 201").contains("\"label\":\"ci\"").contains("plaintext");
        assertThat(endpoints(cloud, "GET", "/endpoint-1/keys", "")).contains("\"lastUsedAt\":null").doesNotContain("plaintext");
        assertThat(endpoints(cloud, "DELETE", "/endpoint-1/keys/key-1", "")).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
        assertThat(endpoints(cloud, "DELETE", "/endpoint-1", "")).startsWith("HTTP/1.1 204");
        assertThat(endpoints(cloud, "GET", "/endpoint-1", "")).startsWith("HTTP/1.1 404");
        assertThat(whole(cloud, "GET /v1/endpoints?orgSlug=somebody&projectSlug=p")).startsWith("HTTP/1.1 403");
    }

    @Test
    void refusesDeploymentsAsTheCloudDoes(ScriptedCloud cloud) throws Exception {
        String target = "\"target\":{\"kind\":\"adapter\",\"adapter\":{\"kind\":\"final\",\"jobId\":\"j\"}}";
        String good = "{\"slug\":\"bot\"," + target + ",\"authMode\":\"none\"}";
        for (String bad : new String[] {good.replace("bot", "api"), good.replace("bot", "-b"), good.replace("none", "all"), good.replace("final", "checkpoint"),
                good.replace("}}", "}},\"runRetentionMode\":\"days\""), good.replace("}}", "}},\"runRetentionDays\":7"),
                good.replace("}}", "}},\"runRetentionMode\":\"days\",\"runRetentionDays\":1.5"), "{\"slug\":\"bot\"}", "no JSON"}) {
            assertThat(endpoints(cloud, "POST", "", bad)).as(bad).startsWith("HTTP/1.1 400");
        }
        assertThat(endpoints(cloud, "POST", "", good)).startsWith("HTTP/1.1 201");
        assertThat(endpoints(cloud, "PATCH", "/endpoint-1", "{\"enabled\":\"no\"}")).startsWith("HTTP/1.1 400");
        assertThat(endpoints(cloud, "POST", "/endpoint-1/keys", "{\"label\":\" \"}")).startsWith("HTTP/1.1 400");
        assertThat(endpoints(cloud, "PUT", "/endpoint-1", "{}")).startsWith("HTTP/1.1 405");
    }

    @Test
    void anyAnswerBreaksOffOrStopsWithinItsBody(ScriptedCloud cloud) throws Exception {
        cloud.fault("GET /v1/me", Fault.dropAfterBytes(4), Fault.status(500).and(Fault.dropAfterBytes(2)), Fault.stallAfterBytes(4));
        assertThat(ask(cloud, "GET /v1/me")).startsWith("HTTP/1.1 200").doesNotContain("Content-Length: 4\r\n").endsWith("\r\n\r\n{\"us");
        assertThat(ask(cloud, "GET /v1/me")).startsWith("HTTP/1.1 500").endsWith("\r\n\r\n{\"");
        try (Socket socket = open(cloud, "GET /v1/me")) {
            InputStream in = socket.getInputStream();
            StringBuilder told = new StringBuilder();
            while (told.indexOf("{\"us") < 0) {
                told.append((char) in.read());
            }
            RecordedRequest request = cloud.requests("GET /v1/me").get(2);
            assertThat(request.closedByClient()).isNotDone();
            socket.shutdownOutput();
            request.closedByClient().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void recordsTheTargetAsItWasSent(ScriptedCloud cloud) throws Exception {
        whole(cloud, "GET /v1/jobs/a%2Fb?x=%20+");
        assertThat(cloud.requests().get(0).target()).isEqualTo("/v1/jobs/a%2Fb?x=%20+");
        assertThat(cloud.requests().get(0).path()).isEqualTo("/v1/jobs/a/b");
    }
}
