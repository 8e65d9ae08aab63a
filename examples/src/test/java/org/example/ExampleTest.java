package org.example;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.client.ArkorClients;
import ai.arkor.client.ClientBuilder;
import ai.arkor.testkit.ScriptedCloud;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An example that is run against a scripted cloud: in this process by a client, or as the program it is. */
@Timeout(60)
public abstract class ExampleTest {

    protected static final String SUBMISSION = "POST /v1/jobs";
    protected static final String CANCEL = "POST /v1/jobs/*/cancel";
    protected static final String STREAM = "GET /v1/jobs/*/events/stream";

    /** The working directory of programs, and the project folder of the client. */
    @TempDir
    protected Path folder;

    @TempDir
    private Path home;

    protected ScriptedCloud cloud;
    protected ArkorClient client;

    @BeforeEach
    void open() {
        cloud = ScriptedCloud.start();
        client = builder().build();
    }

    @AfterEach
    void close() {
        client.close();
        cloud.close();
    }

    protected ClientBuilder builder() {
        return ArkorClients.connect(cloud.address()).token(cloud::token).organisation(cloud.organisation()).projectDirectory(folder)
                .reconnect(ReconnectPolicy.DEFAULT.delay(Duration.ofMillis(1)));
    }

    /** The example as a program, which finds the cloud by its environment and has no identity yet. */
    protected Program program(Class<?> example, String... arguments) {
        return aimed(Program.of(example, arguments));
    }

    /** As {@link #program}, from its source file alone. */
    protected Program programFromSource(Class<?> example, String... arguments) {
        return aimed(Program.ofSource(example, arguments));
    }

    private Program aimed(Program program) {
        return program.in(folder).with("HOME", home.toString()).with("ARKOR_CLOUD_API_URL", cloud.address().toString());
    }
}
