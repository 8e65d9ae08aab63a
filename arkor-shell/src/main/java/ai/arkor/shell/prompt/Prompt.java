package ai.arkor.shell.prompt;

import ai.arkor.api.EntryException;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.ExitStatus;
import ai.arkor.shell.command.Settings;
import ai.arkor.shell.command.Typing;
import ai.arkor.shell.snippet.SourceText;
import ai.arkor.shell.terminal.InterruptSource;
import ai.arkor.shell.terminal.Style;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/** Reads lines and runs each as a command or as Java. Used from one thread. */
final class Prompt implements Typing {

    private static final Pattern RUN_OF_A_FILE = Pattern.compile("\\s*run\\s+\\S+\\.(jsh|java)(\\s.*)?");
    /** To Java, a variable of a type that may come later. */
    private static final Pattern TWO_WORDS = Pattern.compile("\\s*\\w+\\s+\\w+\\s*");

    private final LineReader reader;
    private final AbovePrompt above;
    private final PrintStream out;
    private final Supplier<Style> style;
    private final CommandLines commands;
    private final PromptParser parser;
    private final PromptJava java;
    private final PromptHistory history;
    private final PromptRuns runs;
    private final KnownNames names;
    private final Settings settings;
    private final Map<String, String> terminal;
    private final InterruptSource interrupts;
    private final List<Ran> ran = new ArrayList<>();

    Prompt(LineReader reader, AbovePrompt above, PrintStream out, Supplier<Style> style, CommandLines commands, PromptParser parser, PromptJava java,
            PromptHistory history, PromptRuns runs, KnownNames names, Settings settings, Map<String, String> terminal,
            InterruptSource interrupts) {
        this.reader = reader;
        this.above = above;
        this.out = out;
        this.style = style;
        this.commands = commands;
        this.parser = parser;
        this.java = java;
        this.history = history;
        this.runs = runs;
        this.names = names;
        this.settings = settings;
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    /** Until the user leaves. */
    void run() {
        boolean asked = false;
        while (!runs.isLeaving()) {
            try {
                String text = above.read(reader, style.get().strong("arkor> "));
                asked = false;
                perform(text);
            } catch (UserInterruptException pressed) {
                // The line is dropped, as in every shell, but can be had again.
                keep(pressed.getPartialLine());
            } catch (EndOfFileException left) {
                if (asked || runs.unfinished().isEmpty()) {
                    runs.leave();
                } else {
                    asked = true;
                    tellWhatGoesOn();
                }
            }
        }
    }

    private void keep(String unfinished) {
        if (unfinished != null && !unfinished.isBlank()) {
            history.add(unfinished);
        }
    }

    private void tellWhatGoesOn() {
        int count = runs.unfinished().size();
        out.println((count == 1 ? "A run goes on without this shell. Its" : count + " runs go on without this shell. Their")
                + " callbacks end with it. Ctrl-D once more leaves; wait stays until it is over");
    }

    private void perform(String text) {
        try {
            for (Inputs.Input input : parser.inputs(text)) {
                if (!perform(input) || runs.isLeaving()) {
                    return;
                }
            }
        } catch (EntryException noSnippets) {
            out.println(style.get().bad("error: ") + noSnippets.getMessage());
        } catch (RuntimeException | StackOverflowError fault) {
            // A fault of ours costs the line, and not the session.
            fault.printStackTrace(out);
        } finally {
            // Ctrl-C that came late is not for the next line.
            Thread.interrupted();
        }
    }

    private boolean perform(Inputs.Input input) {
        boolean worked = input.isCommand() ? command(input.text()) : java.run(SourceText.typed(input.text()), true);
        if (!worked && RUN_OF_A_FILE.matcher(input.text()).matches()) {
            out.println("At the prompt, a file is run by: open FILE");
        } else if (!input.isCommand() && (!worked || TWO_WORDS.matcher(input.text()).matches())) {
            CommandWords.likeACommand(input.text()).map(commands::near).filter(near -> !near.isEmpty())
                    .ifPresent(near -> out.println("Did you mean the command " + String.join(" or ", near) + "?"));
        }
        if (worked) {
            ran.add(new Ran(input.text().strip(), input.isCommand()));
        }
        return worked;
    }

    private boolean command(String text) {
        List<String> words = parser.words(text);
        if (!commands.names().contains(words.get(0))) {
            List<String> near = commands.near(words.get(0));
            out.println("There is no command /" + words.get(0) + ". " + (near.isEmpty() ? "" : "Did you mean /" + String.join(" or /", near) + "? ")
                    + "The commands are listed by: help");
            return false;
        }
        Thread running = Thread.currentThread();
        InterruptSource.Registration stop = interrupts.onInterrupt(running::interrupt);
        try {
            return commands.run(words) == ExitStatus.COMPLETED;
        } finally {
            stop.end();
            // Most commands change something, or come from something that was changed.
            names.refresh();
        }
    }

    @Override
    public int open(Path file, String text) {
        String name = file.getFileName().toString();
        String source = text.startsWith("#!") ? "//" + text.substring(2) : text;
        Inputs inputs = new Inputs(line -> CommandWords.areForced(line) && commands.names().contains(parser.words(line).get(0)), line -> false, chunk -> false);
        for (Inputs.Input input : inputs.of(source)) {
            // With the lines before it, so that those of messages are the file's.
            boolean worked = input.isCommand() ? command(input.text()) : java.run(new SourceText(name, "\n".repeat(input.line()) + input.text()), false);
            if (!worked || runs.isLeaving()) {
                return worked ? ExitStatus.COMPLETED : ExitStatus.ERROR;
            }
            ran.add(new Ran(input.text().strip(), input.isCommand()));
        }
        return ExitStatus.COMPLETED;
    }

    @Override
    public List<Ran> ran() {
        return List.copyOf(ran);
    }

    @Override
    public List<String> history() {
        return history.texts();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Map<String, String> terminal() {
        return terminal;
    }
}
