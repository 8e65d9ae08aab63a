package ai.arkor.shell.prompt;

import ai.arkor.shell.backend.Backends;
import ai.arkor.shell.backend.Connector;
import ai.arkor.shell.backend.LocalService;
import ai.arkor.shell.backend.UsualBackend;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.command.Session;
import ai.arkor.shell.command.Settings;
import ai.arkor.shell.command.UsualClient;
import ai.arkor.shell.snippet.SnippetEngine;
import ai.arkor.shell.snippet.SnippetSupport;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.LineScreen;
import ai.arkor.shell.terminal.LiveBlock;
import ai.arkor.shell.terminal.LiveScreen;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import ai.arkor.shell.terminal.TerminalGuard;
import ai.arkor.shell.terminal.Tty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/** Puts a prompt together on the process's terminal. */
public final class PromptProgram {

    private final Connector connector;
    private final LocalService local;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Path folder;
    private final Style style;

    /**
     * @param folder the user's Arkor folder, {@code ~/.arkor}, with {@code history} and {@code init.jsh}
     * @param style that of the terminal, unless its user sets another
     */
    public PromptProgram(Connector connector, LocalService local, Map<String, String> environment, Path workingDirectory, Path folder, Style style) {
        this.connector = connector;
        this.local = local;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.folder = folder;
        this.style = style;
    }

    /**
     * Runs until the user leaves.
     *
     * @param program how the user called the program
     * @throws IOException when the terminal cannot be had
     */
    public void run(String program, String version) throws IOException {
        TerminalGuard guard = new TerminalGuard(Tty.isDumb(environment));
        try (guard; Terminal terminal = SystemTerminal.open(environment)) {
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
        // Pressed when nobody has asked for it, between two lines, Ctrl-C would end the program.
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        // Nor does it leave its mark in the midst of what is printed. Closing the terminal gives this back.
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHOCTL, false);
        terminal.setAttributes(attributes);
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            // A terminal that nobody told its size, as of a container, is taken for the usual one; JLine would show dots.
            terminal.setSize(new Size(80, 24));
        }
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        LiveBlock liveBlock = new LiveBlock(terminal.output(), terminal.encoding(), terminal::getWidth, System::nanoTime);
        try (AbovePrompt above = new AbovePrompt(terminal, liveBlock)) {
            PrintStream out = above.stream();
            System.setOut(above.stream());
            System.setErr(above.stream());
            // Ended after the backends, which still tell the runs that are watched.
            ExecutorService daemons = daemons();
            try (Backends backends = new Backends(connector, environment, workingDirectory, out::println)) {
                new Opening(terminal, liveBlock, above, out, backends, daemons, version).run(program);
            } finally {
                daemons.shutdownNow();
            }
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** One prompt, from its banner to its end. */
    private final class Opening {

        private final Terminal terminal;
        private final AbovePrompt above;
        private final PrintStream out;
        private final String version;
        private final Settings settings = new Settings(this::changed);
        private final LazyEngine engine = new LazyEngine(this::open, this::prepare);
        private final Supplier<Style> wanted = this::style;
        private final InterruptSource interrupts;
        private final PromptRuns runs;
        private final PromptJava java;
        private final Session session;
        private final CommandLines commands;
        private final PromptParser parser;
        private final CommandWords words;
        private final PromptHistory history;
        private final KnownNames names;
        private final LineReader reader;
        private final InitFile init = new InitFile(folder.resolve("init.jsh"));

        Opening(Terminal terminal, LiveBlock liveBlock, AbovePrompt above, PrintStream out, Backends backends, ExecutorService daemons, String version) {
            this.terminal = terminal;
            this.above = above;
            this.out = out;
            this.version = version;
            Glyphs glyphs = Glyphs.of(environment, terminal.encoding());
            boolean dumb = Tty.isDumb(environment);
            Screen foreground = new Restyled(dumb ? new LineScreen(out::println, style)
                    : new LiveScreen(liveBlock, out, terminal::getWidth, terminal::getHeight, style, glyphs), wanted);
            interrupts = new Escalation(new TerminalInterrupts(terminal), out, () -> System.exit(ExitStatus.DETACHED));
            runs = new PromptRuns(out, foreground, interrupts, engine, daemons, new PromptQuestions(terminal, above),
                    () -> settings.value(Settings.Name.QUIET).equals("on"));
            Bindings bindings = new Bindings(new UsualBackend(backends, Optional.empty()), workingDirectory);
            java = new PromptJava(engine, out, wanted, interrupts, runs, bindings);
            session = new Session(backends, local, foreground, out, out, workingDirectory, "", interrupts, Optional.of(runs));
            commands = new CommandLines(session, version, style != Style.PLAIN);
            words = new CommandWords(commands.names(), java::isVariable);
            parser = new PromptParser(words, engine::ifReady);
            history = new PromptHistory(new HistoryFile(folder.resolve("history")), out::println);
            names = new KnownNames(new BackendNames(backends), daemons, System::nanoTime);
            reader = reader();
        }

        private LineReader reader() {
            LineReader made = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("arkor")
                    .parser(parser)
                    .history(history)
                    .completer(new PromptCompleter(words, new CommandCompleter(commands, names, java::trainers, workingDirectory), engine::ifReady))
                    .highlighter(new PromptHighlighter(words, () -> style() != Style.PLAIN))
                    .variable(LineReader.HISTORY_SIZE, 10_000)
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   ..> ")
                    // ! is Java's.
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
                    .build();
            PrefixSearch search = new PrefixSearch(made, history);
            Widget completion = made.getWidgets().get(LineReader.EXPAND_OR_COMPLETE);
            bind(made, "arkor-tab", new JavaHelp(made, completion, words, engine::ifReady, made::printAbove), "\t");
            bind(made, "arkor-up", search::up, "\033[A", "\033OA", KeyMap.ctrl('P'), KeyMap.key(terminal, Capability.key_up));
            bind(made, "arkor-down", search::down, "\033[B", "\033OB", KeyMap.ctrl('N'), KeyMap.key(terminal, Capability.key_down));
            return made;
        }

        private void bind(LineReader reader, String name, Widget widget, String... keys) {
            reader.getWidgets().put(name, widget);
            for (String map : new String[] {LineReader.EMACS, LineReader.VIINS}) {
                for (String key : keys) {
                    if (key != null) {
                        reader.getKeyMaps().get(map).bind(new Reference(name), key);
                    }
                }
            }
        }

        private Style style() {
            return switch (settings.value(Settings.Name.COLOR)) {
                case "on" -> Style.COLOURED;
                case "off" -> Style.PLAIN;
                default -> style;
            };
        }

        private void changed(Settings.Name name) {
            if (name == Settings.Name.COLOR) {
                commands.coloured(style() != Style.PLAIN);
            } else if (name == Settings.Name.EDITOR) {
                String keys = settings.value(name).equals("vi") ? LineReader.VIINS : LineReader.EMACS;
                reader.getKeyMaps().put(LineReader.MAIN, reader.getKeyMaps().get(keys));
            }
        }

        void run(String program) {
            Prompt prompt = new Prompt(reader, above, out, wanted, commands, parser, java, history, runs, names, settings, facts(), interrupts);
            runs.typing(prompt);
            out.println(banner());
            init.commands(out).forEach(line -> commands.run(parser.words(line)));
            engine.openSoon();
            UsualClient usual = UsualClient.of(session, Optional.empty());
            try {
                prompt.run();
            } finally {
                usual.end();
                engine.close();
            }
            runs.unfinished().forEach(run -> out.println(Cells.clean("run " + run.jobId() + " goes on; come back with: " + program + "attach " + run.reference())));
        }

        private SnippetEngine open() {
            SnippetSupport.require();
            return SnippetEngine.open(workingDirectory);
        }

        /** On the engine's own thread. */
        private void prepare(SnippetEngine opened) {
            java.bindFirst(opened);
            init.java().ifPresent(source -> java.prepare(opened, source));
            if (!engine.isAwaited()) {
                // The compiler and what completes are loaded before they are needed.
                commands.prepare();
                opened.warmUp();
                opened.complete("Trainer.", "Trainer.".length());
            }
            names.now();
        }

        private String banner() {
            boolean hasEntry = Files.exists(workingDirectory.resolve("src").resolve("arkor"));
            String first = hasEntry ? "start   starts this folder's run, and you type on"
                    : commands.names().contains("init") ? "init    writes a project here that runs at once; start runs it"
                    : "start   starts a run: a folder, an entry, or a trainer of yours";
            return String.join(System.lineSeparator(), "Arkor " + version + ". Type Java or a command.", "  " + first,
                    "  help    explains commands, keys and bindings; Tab completes", "  exit    leaves, and so does Ctrl-D; runs go on");
        }

        private Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("type", terminal.getType());
            facts.put("size", terminal.getWidth() + "x" + terminal.getHeight());
            facts.put("charset", terminal.encoding().name());
            Integer colours = terminal.getNumericCapability(Capability.max_colors);
            facts.put("colourCount", colours == null ? "0" : colours.toString());
            return facts;
        }
    }

    /** Takes what comes after its end without a word, because nobody is there to be told. Made here, the threads are of the program's group, and not of a snippet's, which ends as a whole when it is stopped. */
    private static ExecutorService daemons() {
        ThreadFactory threads = Executors.defaultThreadFactory();
        ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newCachedThreadPool(task -> {
            Thread thread = threads.newThread(task);
            thread.setName("arkor-run");
            thread.setDaemon(true);
            return thread;
        });
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return pool;
    }
}
