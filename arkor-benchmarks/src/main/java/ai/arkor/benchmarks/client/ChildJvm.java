package ai.arkor.benchmarks.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process on this one's JDK and class path, talked to in lines; it ends when its standard input does. */
final class ChildJvm implements AutoCloseable {

    private final String name;
    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.to = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param options of the JVM's, such as {@code -Xmx256m} */
    static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(options, main, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ChildJvm(main.getSimpleName(), builder.start());
    }

    private static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        // No logging is set up, and nothing is to be said about that.
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A server, and where it is. */
    static Server startServer() throws IOException {
        ChildJvm server = start(List.of("-Xmx1g"), EventServer.class);
        return new Server(server, "http://127.0.0.1:" + server.answer());
    }

    record Server(ChildJvm process, String address) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** For a child that reads nothing: ends it when its standard input does, as that of one whose parent was killed. */
    static void endWithTheParent() {
        Thread parent = new Thread(ChildJvm::exitAfterInput, "parent");
        parent.setDaemon(true);
        parent.start();
    }

    private static void exitAfterInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Says a line, and waits for the next one back. */
    String ask(String line) throws IOException {
        to.println(line);
        return answer();
    }

    String answer() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException(name + " ended; what it said last stands above");
        }
        return line;
    }

    /** Passes on what it says, until it has nothing more to say. Gives its exit status. */
    int relay() throws IOException, InterruptedException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            System.out.println(line);
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        to.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
