package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.ScriptedCloud;
import ai.arkor.testkit.ScriptedJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands as scripts and build machines call them: each in a process of its own, with its streams in pipes. */
@Tag("deep")
@Timeout(300)
class OneShotTest {

    private static final String ENTRY = """
            import ai.arkor.api.*;

            class Index {
                static final Trainer trainer = Trainer.builder("short").model("unsloth/gemma-4-E4B-it").dataset(Dataset.huggingFace("x/y")).maxSteps(5).build();
                static { System.out.println("printed by the entry"); }
            }
            """;

    private final ScriptedCloud cloud = ScriptedCloud.start();

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    @TempDir
    private Path elsewhere;

    @AfterEach
    void close() {
        cloud.close();
    }

    /** What a process gave. */
    private record Outcome(int status, String out, String err) {}

    @Test
    void aDetachedRunIsPickedUpByItsReferenceFromAnotherFolderWithoutAnythingElse() throws Exception {
        entry(ENTRY);
        ScriptedJob job = cloud.nextJob();
        Outcome detached = run(project, "start", "--detach", "-q");
        assertThat(detached.status()).isZero();
        assertThat(detached.err()).isEqualTo("printed by the entry\n");
        assertThat(detached.out()).startsWith(cloud.address() + "#").endsWith("\n");
        String reference = detached.out().strip();
        job.started().log(5, 1.5).completed().end();

        Process process = start(elsewhere, "wait", "--json", reference);
        Outcome waited = outcome(process);

        assertThat(waited.status()).as(waited.err()).isZero();
        assertThat(waited.err()).isEmpty();
        JsonObject json = (JsonObject) JsonValue.parse(waited.out());
        assertThat(json.string("reference")).contains(reference);
        assertThat(json.string("outcome")).contains("completed");
    }

    @Test
    void theExitStatusFollowsTheRunAndJsonIsAloneOnTheStandardOutput() throws Exception {
        entry(ENTRY);
        cloud.nextJob().started().failed("out of memory").end();

        Outcome failed = run(project, "start", "--json");

        assertThat(failed.status()).isEqualTo(3);
        assertThat(failed.out().lines()).hasSize(1);
        JsonObject json = (JsonObject) JsonValue.parse(failed.out());
        assertThat(json.string("error")).contains("out of memory");
        assertThat(failed.err()).isEqualTo("printed by the entry\n");
        cloud.existingJob("gone").cancelled();
        assertThat(run(elsewhere, "wait", "-q", reference("gone")).status()).isEqualTo(4);
    }

    @Test
    void whoeverIsTerminatedLeavesTheRunAlone() throws Exception {
        ScriptedJob job = cloud.existingJob("long").started();
        Process waiting = start(elsewhere, "wait", reference("long"));
        BufferedReader out = reader(waiting);
        assertThat(out.readLine()).startsWith("run long (");
        assertThat(out.readLine()).startsWith("training");
        waiting.destroy();

        assertThat(outcome(waiting).status()).isEqualTo(143);
        assertThat(job.status()).isNotEqualTo("cancelled");
    }

    @Test
    void whenNobodyReadsItsOutputAnyMoreItEndsQuietly() throws Exception {
        ScriptedJob job = cloud.existingJob("long").started();
        Process attached = start(elsewhere, "attach", reference("long"));
        BufferedReader out = reader(attached);
        assertThat(out.readLine()).startsWith("run long (");
        out.close();
        for (int step = 1; step <= 20; step++) {
            job.checkpoint(step);
        }

        Outcome outcome = outcome(attached);
        assertThat(outcome.status()).isEqualTo(141);
        assertThat(outcome.err()).doesNotContain("Exception").doesNotContain("roken pipe");
    }

    @Test
    void refusalsAndLossesAreToldWithoutAStackAndHaveTheirStatus() throws Exception {
        cloud.fault("GET /v1/jobs/*", Fault.status(403, "{\"error\":\"not yours\"}"));
        Outcome refused = run(elsewhere, "job", reference("any"));
        assertThat(refused).isEqualTo(new Outcome(1, "", "backend: " + cloud.address() + " (named by the run)\narkor: not yours\n"));
        cloud.fault("GET /v1/jobs/*", Fault.status(403, "{\"error\":\"not yours\"}"));
        assertThat(run(elsewhere, "job", "--json", reference("any"))).isEqualTo(new Outcome(1, "",
                "{\"error\":{\"type\":\"refused\",\"message\":\"not yours\",\"exitStatus\":1,\"httpStatus\":403}}\n"));
        cloud.refuseConnections();
        Outcome unreachable = run(elsewhere, "wait", reference("any"));
        assertThat(unreachable.status()).isEqualTo(5);
        assertThat(unreachable.err()).contains("arkor: ").doesNotContain("\tat ");
    }

    @Test
    void whatTheBackendSaysOfThisVersionsEndIsToldOnceAfterTheCommand() throws Exception {
        cloud.existingJob("old").cancelled();
        Fault[] headers = new Fault[4];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = Fault.header("Deprecation", "true").and(Fault.header("Warning", "299 - \"This version is old\"")).and(Fault.header("Sunset", "2027"));
        }
        cloud.fault("GET /v1/jobs/*", headers);

        Outcome outcome = run(elsewhere, "wait", reference("old"));

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines().skip(1)).singleElement().asString().startsWith("notice: This version is old (this is version ").contains("2027");
    }

    @Test
    void aQuestionIsReadFromAPipe() throws Exception {
        cloud.onChat(request -> "to " + ((JsonObject) request.array("messages").orElseThrow().get(0)).string("content").orElseThrow());
        Process chat = start(elsewhere, "chat", "--model", "unsloth/gemma-4-E4B-it", "-q", "-");
        chat.getOutputStream().write("ünïcode\n".getBytes(StandardCharsets.UTF_8));
        chat.getOutputStream().close();

        assertThat(outcome(chat)).isEqualTo(new Outcome(0, "to ünïcode\n", ""));
    }

    private String reference(String jobId) {
        return cloud.address() + "#" + cloud.organisation() + "/project/" + jobId;
    }

    private void entry(String source) throws IOException {
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, source);
    }

    private Outcome run(Path folder, String... arguments) throws Exception {
        Process process = start(folder, arguments);
        process.getOutputStream().close();
        return outcome(process);
    }

    private Process start(Path folder, String... arguments) throws IOException {
        Path credentials = home.resolve(".arkor").resolve("credentials.json");
        Files.createDirectories(credentials.getParent());
        Files.writeString(credentials, """
                {"mode":"anon","token":"%s","anonymousId":"a","arkorCloudApiUrl":"%s","orgSlug":"%s"}""".formatted(cloud.token(), cloud.address(), cloud.organisation()));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "ai.arkor.shell.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARKOR_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Outcome outcome(Process process) throws Exception {
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program closed its output and did not end");
        }
        return new Outcome(process.exitValue(), out, err.get());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closedByTheTest) {
            return "";
        }
    }
}
