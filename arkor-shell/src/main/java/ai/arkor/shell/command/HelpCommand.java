package ai.arkor.shell.command;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains the commands, and what the prompt has besides. */
@Command(name = "help", mixinStandardHelpOptions = true, description = "Explain a command or a topic; without one, list the commands.")
public final class HelpCommand extends ShellCommand {

    @Parameters(arity = "0..2", paramLabel = "COMMAND|TOPIC", completionCandidates = Topics.class, description = "A command, or one of: ${COMPLETION-CANDIDATES}.")
    private String[] about = {};

    @Spec
    private @Nullable CommandSpec spec;

    /** For the registry. */
    public HelpCommand() {}

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        if (about.length == 0) {
            root.usage(session().out(), root.getColorScheme());
            return ExitStatus.COMPLETED;
        }
        CommandLine found = root;
        for (String word : about) {
            CommandLine next = found.getSubcommands().get(word.startsWith("/") ? word.substring(1) : word);
            if (next == null) {
                return topic(String.join(" ", about));
            }
            found = next;
        }
        found.usage(session().out(), root.getColorScheme());
        return ExitStatus.COMPLETED;
    }

    private int topic(String name) {
        for (HelpTopic topic : HelpTopic.values()) {
            if (topic.toString().equals(name)) {
                session().out().println(topic.text());
                return ExitStatus.COMPLETED;
            }
        }
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        String near = UsageErrors.near(name, root.getSubcommands().keySet());
        throw new ParameterException(root, "There is no command and no topic " + name + (near.isEmpty() ? "; the topics are " + String.join(", ", new Topics()) : near));
    }

    static final class Topics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(HelpTopic.values()).map(Object::toString).iterator();
        }
    }
}
