package ai.arkor.shell.command;

import ai.arkor.api.json.JsonValue;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in a few lines what is wrong with a line that was typed, and where help is. */
final class UsageErrors {

    private final Session session;
    private final Set<String> elsewhere;

    /** @param elsewhere commands of the prompt, or of the program, where this is the other */
    UsageErrors(Session session, Set<String> elsewhere) {
        this.session = session;
        this.elsewhere = elsewhere;
    }

    /** @return the exit status */
    int tell(ParameterException failure, String[] words) {
        CommandLine command = failure.getCommandLine();
        String message = message(failure, command);
        if (List.of(words).contains("--json")) {
            session.err().println(JsonValue.object().with("error", Failures.error("usage", message, ExitStatus.USAGE)));
            return ExitStatus.USAGE;
        }
        session.err().println("arkor: " + message);
        boolean root = command.getParent() == null;
        String name = command.getCommandSpec().qualifiedName().strip();
        session.err().println("help: " + session.program() + (root ? "help" : "help " + (session.prompt().isPresent() ? name : name.substring(name.indexOf(' ') + 1))));
        return ExitStatus.USAGE;
    }

    private String message(ParameterException failure, CommandLine command) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            if (first.startsWith("-")) {
                return "There is no option " + first + near(first, command.getCommandSpec().optionsMap().keySet());
            }
            if (command.getParent() == null && elsewhere.contains(first)) {
                return first + " is a command of the prompt, which is opened by: " + session.program() + "shell";
            }
            return command.getSubcommands().isEmpty() ? "One argument too many: " + first
                    : "There is no command " + first + near(first, command.getSubcommands().keySet());
        }
        return String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "").replaceFirst("\\.$", "");
    }

    /** The question whether one of some words was meant, after a full stop; empty when none is near. */
    static String near(String typed, Set<String> words) {
        List<String> near = NearWords.to(typed, words);
        return near.isEmpty() ? "" : ". Did you mean " + String.join(" or ", near) + "?";
    }
}
