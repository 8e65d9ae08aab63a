package ai.arkor.shell.prompt;

import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.Connector;
import ai.arkor.shell.backend.LocalService;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.Session;
import ai.arkor.shell.command.UsualClient;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.LiveBlock;
import ai.arkor.shell.terminal.LiveScreen;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Puts a prompt together on the process's terminal. */
public final class PromptProgram {

    private final Connector connector;
    private final LocalService local;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Path history;
    private final Style style;

    /** @param history the file that keeps the lines typed */
    public PromptProgram(Connector connector, LocalService local, Map<String, String> environment, Path workingDirectory, Path history, Style style) {
        this.connector = connector;
        this.local = local;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.history = history;
        this.style = style;
    }

    /**
     * Runs until the user leaves.
     *
     * @param program how the user called the program
     * @throws IOException when the terminal cannot be had
     */
    public void run(String program, String version) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            on(terminal, program, version);
        }
    }

    /** As {@link #run}, on a terminal made for it, which these streams are the far end of. */
    public void runAlone(InputStream keys, OutputStream shown, String program, String version) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(false).streams(keys, shown).type("xterm-256color").size(new Size(80, 24)).build()) {
            on(terminal, program, version);
        }
    }

    /** What is printed meanwhile goes to that terminal. */
    void on(Terminal terminal, String program, String version) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        try (LazyEngine engine = new LazyEngine(workingDirectory)) {
            LiveBlock liveBlock = new LiveBlock(terminal.output(), terminal.encoding(), terminal::getWidth, System::nanoTime);
            AbovePrompt above = new AbovePrompt(terminal, liveBlock);
            PrintStream out = above.stream();
            System.setOut(out);
            System.setErr(out);
            Screen foreground = new LiveScreen(liveBlock, out, terminal::getWidth, terminal::getHeight, style, Glyphs.of(environment, terminal.encoding()));
            InterruptSource interrupts = new TerminalInterrupts(terminal);
            PromptRuns runs = new PromptRuns(out, foreground, interrupts, engine, daemons(), new PromptQuestions(terminal, above));
            try (Backends backends = new Backends(connector, environment, workingDirectory, out::println)) {
                Session session = new Session(backends, local, foreground, out, out, workingDirectory, "", interrupts, Optional.of(runs));
                CommandLines commands = new CommandLines(session, version, style != Style.PLAIN);
                CommandWords words = new CommandWords(commands.names());
                LineReader reader = LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("arkor")
                        .parser(new PromptParser(words, engine))
                        .completer(new PromptCompleter(words, commands, engine, workingDirectory))
                        .variable(LineReader.HISTORY_FILE, history)
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   ..> ")
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();
                above.under(reader);
                out.println("Arkor " + version + ". Type Java or a command; help lists the commands.");
                engine.openSoon();
                UsualClient usual = UsualClient.of(session, Optional.empty());
                try {
                    new Prompt(reader, above, style, commands, words, engine, interrupts, runs).run();
                } finally {
                    usual.end();
                }
                runs.unfinished().forEach(run -> out.println("run " + run.jobId() + " goes on; come back with: " + program + "attach " + run.reference()));
            }
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** Made here, the threads are of the program's group, and not of a snippet's, which ends as a whole when it is stopped. */
    private static Executor daemons() {
        ThreadFactory threads = Executors.defaultThreadFactory();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = threads.newThread(task);
            thread.setName("arkor-run");
            thread.setDaemon(true);
            return thread;
        });
    }
}
