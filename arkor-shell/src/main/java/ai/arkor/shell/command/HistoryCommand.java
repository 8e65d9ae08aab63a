package ai.arkor.shell.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what was typed. */
@Command(name = "history", mixinStandardHelpOptions = true, description = "List what was typed, in this session and before it, the newest last. Ctrl-R searches in it.")
public final class HistoryCommand extends ShellCommand {

    private static final int USUALLY = 20;

    @Parameters(arity = "0..1", paramLabel = "COUNT|TEXT", description = "How many to list; or a text that they contain. Usually the last 20.")
    private String wanted = String.valueOf(USUALLY);

    /** For the registry. */
    public HistoryCommand() {}

    @Override
    protected boolean isForPrompt() {
        return true;
    }

    @Override
    public Integer call() {
        List<String> all = session().prompt().orElseThrow().typing().history();
        boolean isCount = wanted.matches("\\d{1,9}");
        List<String> some = isCount ? all.subList(Math.max(0, all.size() - Integer.parseInt(wanted)), all.size())
                : all.stream().filter(text -> text.contains(wanted)).toList();
        some.forEach(text -> session().out().println("  " + text.replace("\n", "\n    ")));
        if (some.isEmpty()) {
            session().err().println(isCount ? "nothing was typed yet" : "nothing that was typed has " + wanted + " in it");
        }
        return ExitStatus.COMPLETED;
    }
}
