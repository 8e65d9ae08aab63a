package ai.arkor.shell.command;

import ai.arkor.api.EntryCompiler;
import ai.arkor.api.RunnerListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compiles a project's entry. */
@Command(name = "build", mixinStandardHelpOptions = true,
        description = "Compile an entry to .arkor/build/index.jar, also when it was compiled before, and print the jar's path.")
public final class BuildCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY", defaultValue = ".", description = "A .java entry, or a folder with src/arkor/Index.java.")
    private String entry = ".";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    /** For the registry. */
    public BuildCommand() {}

    @Override
    public Integer call() {
        session().out().println(EntryCompiler.build(session().resolve(entry), classPath.value(session()), notices()).jar());
        return ExitStatus.COMPLETED;
    }

    /** What was built is printed anyway. */
    private RunnerListener notices() {
        return new RunnerListener() {
            @Override
            public void noticed(String notice) {
                session().err().println(notice);
            }
        };
    }
}
