package ai.arkor.shell.command;

import ai.arkor.api.EntryCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compiles a project's entry. */
@Command(name = "build", mixinStandardHelpOptions = true, description = "Compile an entry to .arkor/build/index.jar, and print the jar's path.")
public final class BuildCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY", defaultValue = ".", description = "A .java entry, or a folder with src/arkor/Index.java.")
    private String entry = ".";

    /** For the registry. */
    public BuildCommand() {}

    @Override
    public Integer call() {
        session().out().println(EntryCompiler.build(session().resolve(entry)).jar());
        return ExitStatus.COMPLETED;
    }
}
