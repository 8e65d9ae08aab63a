package ai.arkor.tests;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingResult;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * A program that awaits runs with cursor files, made to be killed. Each callback is written down, as {@code <event id> <redelivered>}, at its beginning,
 * told by a byte on standard output, and then takes up to a quarter of a millisecond. Arguments: the backend's address, token and organisation, a folder, a seed, and the runs.
 */
final class CursorVictim {

    /** What a process writes down first, so that its callbacks are told from those of the one before. */
    static final String BIRTH = "process";

    private CursorVictim() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[3]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[4]));
        List<CompletableFuture<TrainingResult>> waits = new ArrayList<>();
        try (ArkorClient client = ArkorClients.connect(URI.create(arguments[0])).token(() -> arguments[1]).organisation(arguments[2]).projectDirectory(folder).build()) {
            for (int i = 5; i < arguments.length; i++) {
                RunReference run = RunReference.parse(arguments[i]);
                AwaitOptions options = AwaitOptions.DEFAULT.cursor(cursor(folder, run)).callbacks(writingDown(log(folder, run), random.split()));
                waits.add(client.attach(run).awaitAsync(options));
            }
            for (CompletableFuture<TrainingResult> wait : waits) {
                wait.join().orThrow();
            }
        }
    }

    static Path cursor(Path folder, RunReference run) {
        return folder.resolve(run.jobId() + ".cursor");
    }

    static Path log(Path folder, RunReference run) {
        return folder.resolve(run.jobId() + ".log");
    }

    private static Callbacks writingDown(Path log, SplittableRandom random) throws IOException {
        FileChannel file = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        append(file, BIRTH + "\n");
        return Callbacks.builder()
                .onStarted(c -> writeDown(file, c.event(), c.redelivered(), random))
                .onLog(c -> writeDown(file, c.event(), c.redelivered(), random))
                .onCheckpoint(c -> writeDown(file, c.event(), c.redelivered(), random))
                .onCompleted(c -> writeDown(file, c.event(), c.redelivered(), random))
                .build();
    }

    private static void writeDown(FileChannel file, TrainingEvent event, boolean redelivered, SplittableRandom random) throws IOException {
        append(file, event.meta().eventId().orElseThrow() + " " + redelivered + "\n");
        System.out.write('.');
        System.out.flush();
        long until = System.nanoTime() + random.nextLong(250_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** In one write, which a killed process does or does not do. */
    private static void append(FileChannel file, String line) throws IOException {
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }
}
