package ai.arkor.benchmarks.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.client.ArkorClients;
import ai.arkor.client.ProjectState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A program of a few lines, as people write them: submits a run and awaits it, or does as little with java.net.http. */
enum OneOff {
    CLOSES("await(), client closed") {
        @Override
        void run(String address, Path folder) throws Exception {
            try (ArkorClient client = client(address, folder)) {
                awaitRun(client);
            }
        }
    },
    FORGETS("await(), client left open") {
        @Override
        void run(String address, Path folder) throws Exception {
            awaitRun(client(address, folder));
        }
    },
    PLAIN("java.net.http, HttpClient left open") {
        @Override
        void run(String address, Path folder) throws Exception {
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            URI stream = URI.create(address + "/v1/jobs/" + SCRIPT.jobId() + "/events/stream");
            long lines = http.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofLines()).body().count();
            if (lines < SCRIPT.events()) {
                throw new IllegalStateException("Only " + lines + " lines came");
            }
        }
    },
    NOTHING("no HTTP at all") {
        @Override
        void run(String address, Path folder) {}
    };

    private static final StreamScript SCRIPT = StreamScript.of(100);

    final String title;

    OneOff(String title) {
        this.title = title;
    }

    abstract void run(String address, Path folder) throws Exception;

    /** @param arguments which, the server's address, and a project folder whose state is written */
    public static void main(String[] arguments) throws Exception {
        valueOf(arguments[0]).run(arguments[1], Path.of(arguments[2]));
        // The last there is to do: what comes after it is the exit.
        System.out.println("done");
    }

    /** A project that the backend is taken to know. */
    static void writeState(Path folder) throws IOException {
        ProjectState.of("org", "project", "p").write(ProjectState.path(folder));
    }

    private static ArkorClient client(String address, Path folder) {
        return ArkorClients.connect(URI.create(address)).token(() -> "token").projectDirectory(folder).build();
    }

    private static void awaitRun(ArkorClient client) throws InterruptedException {
        Steps steps = new Steps(SCRIPT);
        Trainer.builder(SCRIPT.jobId())
                .model(Models.SUPPORTED.get(0))
                .dataset(Dataset.huggingFace("a/b"))
                .onLog(steps::take)
                .client(client)
                .build()
                .await()
                .orThrow();
        steps.requireAll();
    }
}
