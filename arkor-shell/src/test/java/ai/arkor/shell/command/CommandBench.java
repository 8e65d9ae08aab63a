package ai.arkor.shell.command;

import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Input;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs command lines on a scripted backend, as outside of the prompt. */
final class CommandBench {

    /** What a command line gave. */
    record Outcome(int status, String out, String err) {}

    final ScriptedConnector connector = new ScriptedConnector();
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private volatile Runnable onCtrlC = () -> {};
    Input input = Input.NONE;
    boolean outIsTerminal;
    Path folder = Path.of("").toAbsolutePath();
    Optional<Screen> terminal = Optional.empty();

    /** A run that is there. */
    ScriptedRun there(String id) {
        ScriptedRun run = new ScriptedRun(id);
        connector.client.runs.add(run);
        return run;
    }

    Outcome run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        InterruptSource interrupts = action -> {
            onCtrlC = action;
            listening.complete(null);
            return () -> {};
        };
        int status;
        try (Backends backends = new Backends(connector, Map.of(), folder, errStream::println)) {
            Screen screen = terminal.orElseGet(() -> new LineScreen(outStream::println, Style.PLAIN));
            Session session = new Session(backends, connector, screen, outStream, errStream, folder, "arkor ", interrupts, Optional.empty(), input, outIsTerminal);
            status = new CommandLines(session, "1.2.3", false).run(List.of(words));
        }
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** As soon as the command takes it. */
    void pressCtrlC() {
        listening.join();
        onCtrlC.run();
    }
}
