package ai.arkor.shell.command;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows and changes how the prompt behaves. */
@Command(name = "set", mixinStandardHelpOptions = true,
        description = "Show the settings of the prompt, or change one until the prompt ends. To change one for good, write /set NAME VALUE into ~/.arkor/init.jsh.")
public final class SetCommand extends ShellCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", completionCandidates = Names.class, description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", completionCandidates = Values.class, description = "Its new value.")
    private @Nullable String value;

    /** For the registry. */
    public SetCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() {
        Settings settings = session().prompt().orElseThrow().typing().settings();
        if (name == null) {
            Arrays.stream(Settings.Name.values()).forEach(one -> session().out().printf("%-7s %-6s %s: %s%n", one, settings.value(one),
                    String.join(", ", one.choices()), one.description()));
        } else if (value == null) {
            session().out().println(settings.value(Settings.Name.of(name)));
        } else {
            settings.change(Settings.Name.of(name), value);
        }
        return ExitStatus.COMPLETED;
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Settings.Name.values()).map(Object::toString).iterator();
        }
    }

    /** Those of all settings: which one it is, a completion does not know. */
    static final class Values implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Settings.Name.values()).flatMap(one -> one.choices().stream()).distinct().iterator();
        }
    }
}
