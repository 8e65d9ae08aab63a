package ai.arkor.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunFaultsTest {

    @TempDir
    Path data;

    private TestBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new TestBackend(data);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void cancelEndsARunWithinASecond() throws Exception {
        String job = backend.createJob("hang");
        BufferedReader stream = running(job);
        ProcessHandle worker = worker();

        long before = System.nanoTime();
        assertThat(backend.send("POST", "/v1/jobs/" + job + "/cancel" + TestBackend.SCOPE, null).statusCode()).isEqualTo(200);
        await(stream, "event: end");
        worker.onExit().get();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(backend.job(job).string("status")).contains("cancelled");
        assertThat(backend.send("POST", "/v1/jobs/" + job + "/cancel" + TestBackend.SCOPE, null).statusCode()).isEqualTo(409);
    }

    @Test
    void cancelsAJobThatWaits() throws Exception {
        String running = backend.createJob("hang");
        String waiting = backend.createJob("complete");

        backend.send("POST", "/v1/jobs/" + waiting + "/cancel" + TestBackend.SCOPE, null);

        assertThat(backend.frames(waiting, "")).containsExactly("event: end\ndata: {}");
        backend.send("POST", "/v1/jobs/" + running + "/cancel" + TestBackend.SCOPE, null);
    }

    @Test
    void aKilledWorkerFailsItsJobAndTheNextOneRuns() throws Exception {
        String job = backend.createJob("hang");
        BufferedReader stream = running(job);
        String next = backend.createJob("complete");

        worker().destroyForcibly();
        await(stream, "event: end");

        assertThat(error(job)).contains("\"hang\"", job, "killed (signal 9)", "worker.log");
        assertThat(backend.frames(next, "")).hasSize(6);
    }

    @Test
    void aJobFolderThatCannotBeMadeFailsItsJobAndTheNextOneRuns() throws Exception {
        Path inTheWay = Files.writeString(data.resolve("jobs"), "a file where the folder of the jobs should be");

        String job = backend.createJob("complete");
        backend.frames(job, "");

        assertThat(error(job)).contains("\"complete\"", job, "could not be run in " + inTheWay.resolve(job), "start it again");
        Files.delete(inTheWay);
        assertThat(backend.frames(backend.createJob("complete"), "")).hasSize(6);
    }

    @Test
    void aWorkerOutOfMemoryFailsItsJob() throws Exception {
        String job = backend.createJob("out-of-memory");
        backend.frames(job, "");

        assertThat(error(job)).contains("out of memory", "batchSize");
    }

    @Test
    void aWorkerThatEndsEarlyLeavesItsLastWords() throws Exception {
        String job = backend.createJob("exit");
        backend.frames(job, "");

        assertThat(error(job)).contains("exit status 7", "the scripted end");
    }

    @Test
    void chatterOfAWorkerIsNotTakenForEvents() throws Exception {
        String job = backend.createJob("chatter");

        assertThat(backend.frames(job, "")).hasSize(6);
        assertThat(data.resolve("jobs").resolve(job).resolve("worker.log")).content().contains("not an event", "something.else", "{broken");
    }

    @Test
    void stoppingTheBackendFailsWhatRunsAndKeepsWhatWaits() throws Exception {
        String job = backend.createJob("hang");
        BufferedReader stream = running(job);
        String waiting = backend.createJob("complete");

        backend.close();
        await(stream, "event: end");
        backend = new TestBackend(data);

        assertThat(error(job)).contains("the backend was stopped while the run was at step 2; start it again");
        assertThat(backend.frames(waiting, "")).hasSize(6);
    }

    @Test
    void pingsWhileNothingHappens() throws Exception {
        backend.close();
        backend = new TestBackend(data, new ScriptedCommands(), Duration.ofMillis(50));
        String job = backend.createJob("hang");

        BufferedReader stream = running(job);

        await(stream, "event: ping");
        assertThat(stream.readLine()).startsWith("data:");
    }

    /** The job's stream, read up to where its worker waits. */
    private BufferedReader running(String job) throws Exception {
        HttpResponse<InputStream> response = backend.open(job);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        await(lines, "\"step\":2");
        return lines;
    }

    private static void await(BufferedReader lines, String text) throws Exception {
        for (String line = lines.readLine(); line == null || !line.contains(text); line = lines.readLine()) {
            assertThat(line).as("the stream ended before it said " + text).isNotNull();
        }
    }

    private static ProcessHandle worker() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().arguments().map(arguments -> String.join(" ", arguments).contains("ScriptedWorker train")).orElse(false))
                .findFirst().orElseThrow();
    }

    private String error(String job) throws Exception {
        JsonObject json = backend.job(job);
        assertThat(json.string("status")).contains("failed");
        return json.string("error").orElseThrow();
    }
}
