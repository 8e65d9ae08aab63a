package ai.arkor.shell.command;

import ai.arkor.api.EntryCompiler;
import ai.arkor.api.RunnerListener;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compiles a project's entry. */
@Command(name = "build", mixinStandardHelpOptions = true,
        description = "Compile an entry to .arkor/build/index.jar, also when it was compiled before, and print the jar's path.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} build",
            "  ${ROOT-COMMAND-NAME} build examples/triage",
            "  arkor start \"$(arkor build)\"     runs it, also on a machine without a compiler"})
public final class BuildCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY", defaultValue = ".", description = "A .java entry, or a folder with src/arkor/Index.java.")
    private String entry = ".";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public BuildCommand() {}

    @Override
    public Integer call() {
        EntryCompiler.Built built = EntryCompiler.build(session().resolve(entry), classPath.value(session()), notices());
        session().out().println(output.json() ? json(built) : built.jar());
        return ExitStatus.COMPLETED;
    }

    private static JsonObject json(EntryCompiler.Built built) {
        return JsonValue.object()
                .with("jar", JsonValue.of(built.jar().toString()))
                .with("entry", JsonValue.of(built.entry().toString()))
                .with("projectDirectory", JsonValue.of(built.projectDirectory().toString()))
                .with("classPath", JsonValue.from(built.classPath().stream().map(Path::toString).toList()));
    }

    /** What was built is printed anyway. */
    private RunnerListener notices() {
        return new RunnerListener() {
            @Override
            public void noticed(String notice) {
                output.in(session()).err().println(notice);
            }
        };
    }
}
