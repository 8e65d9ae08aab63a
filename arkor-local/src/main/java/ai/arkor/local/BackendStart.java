package ai.arkor.local;

import ai.arkor.local.backend.home.DataDirectory;
import ai.arkor.local.backend.home.PrivateFiles;
import ai.arkor.local.backend.launch.Detached;
import ai.arkor.local.backend.launch.JavaLaunch;
import ai.arkor.local.job.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a backend process and waits until it, or another one that was quicker, answers. */
final class BackendStart {

    private static final long POLL_MILLIS = 50;
    private static final long MOST_LOG_BYTES = 4 * 1024 * 1024;
    private static final int LINES_SHOWN = 5;
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            // Heard by the simple logger that the program brings; other providers have settings of their own.
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=info", "-Dorg.slf4j.simpleLogger.showDateTime=true", "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn", "-Dorg.slf4j.simpleLogger.log.io.javalin=warn");

    private final LocalOptions options;
    private final DataDirectory data;
    /** What backends before this one wrote to the log, in bytes. */
    private long logBefore;

    BackendStart(LocalOptions options) {
        this.options = options;
        this.data = new DataDirectory(options.dataDirectory());
    }

    LocalBackend await() throws InterruptedException {
        Process process = start();
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        while (System.nanoTime() < deadline) {
            Optional<LocalBackend> backend = LocalBackend.find(options);
            if (backend.isPresent()) {
                return backend.get();
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
                throw new LocalBackendException("The embedded backend could not start" + lastLines(), null);
            }
            if (!process.isAlive()) {
                // Another process was quicker and is about to answer.
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
        process.destroy();
        throw new LocalBackendException("The embedded backend did not answer within " + options.startTimeout().toSeconds() + " seconds" + lastLines(), null);
    }

    private Process start() {
        try {
            PrivateFiles.createFolder(data.root());
            PrivateFiles.createFolder(data.natives());
            startAnotherLog();
            logBefore = Files.exists(data.log()) ? Files.size(data.log()) : 0;
            return Detached.start(JavaLaunch.ofThisJvm().command(flags(), "ai.arkor.local.backend.BackendMain",
                    List.of(data.root().toString(), Long.toString(options.idleTimeout().toSeconds()))), data.log());
        } catch (IOException e) {
            throw new LocalBackendException("The embedded backend could not be started in " + data.root() + ": " + FileProblem.of(e), e);
        }
    }

    private List<String> flags() {
        return Stream.concat(FLAGS.stream(), Stream.of("-Dorg.sqlite.tmpdir=" + data.natives())).toList();
    }

    private void startAnotherLog() throws IOException {
        if (Files.exists(data.log()) && Files.size(data.log()) > MOST_LOG_BYTES) {
            Files.move(data.log(), data.log().resolveSibling("backend.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastLines() {
        Path log = data.log();
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logBefore, all.length);
            List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8).lines().toList();
            return ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())) + "\nIts log is " + log + ".";
        } catch (IOException unreadable) {
            return ". Its log is " + log + ".";
        }
    }
}
