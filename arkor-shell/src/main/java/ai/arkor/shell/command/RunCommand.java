package ai.arkor.shell.command;

import ai.arkor.shell.backend.UsualBackend;
import ai.arkor.shell.script.JavaProgram;
import ai.arkor.shell.script.Script;
import ai.arkor.shell.script.ScriptRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a script. */
@Command(name = "run", mixinStandardHelpOptions = true, customSynopsis = {"arkor run [OPTIONS] FILE|- [ARGS...]", "arkor -e SNIPPET [ARGS...]"},
        description = {"Run a script: snippets of Java in a file, on the standard input (-), or in an argument; or a .java file with a main method.",
            "What follows the script is its args. The first snippet that fails ends it, with its line and a status that is not zero."})
public final class RunCommand extends ShellCommand {

    @Option(names = {"-e", "--eval"}, paramLabel = "SNIPPET", description = "Run this, and print the value of its last expression. Without a command: arkor -e SNIPPET.")
    private @Nullable String snippet;

    @Parameters(arity = "0..*", paramLabel = "FILE|- [ARGS...]", description = "The script and its arguments; with -e its arguments alone.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private BackendOption backend = new BackendOption();

    /** For the registry. */
    public RunCommand() {}

    /** At the prompt {@code run} is a variable, and {@code open} reads scripts. */
    @Override
    protected boolean isForProgram() {
        return true;
    }

    @Override
    protected boolean takesRest() {
        return true;
    }

    @Override
    public Integer call() throws InterruptedException {
        UsualClient usual = UsualClient.of(session(), backend.value());
        try {
            return snippet == null ? file() : run(words).print(Script.ofArgument(snippet));
        } finally {
            usual.end();
        }
    }

    private int file() throws InterruptedException {
        if (words.isEmpty()) {
            throw new UsageException("Name a script, or - for the standard input, or give a snippet with -e");
        }
        String name = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        if (name.endsWith(".java")) {
            return program(session().resolve(name), arguments);
        }
        return run(arguments).run(name.equals(Script.STANDARD_INPUT) ? Script.ofStandardInput(System.in) : Script.ofFile(session().resolve(name), name));
    }

    private ScriptRun run(List<String> arguments) {
        return new ScriptRun(folder(), classPath.value(session()), new UsualBackend(session().backends(), backend.value()), arguments, session().out(),
                session().err(), ExitStatus::of);
    }

    private int program(Path file, List<String> arguments) throws InterruptedException {
        JavaProgram program = JavaProgram.compile(file, folder(), classPath.value(session()));
        AtomicInteger status = new AtomicInteger(ExitStatus.COMPLETED);
        program.run(arguments, thrown -> status.set(tell(program, thrown)));
        return status.get();
    }

    private int tell(JavaProgram program, Throwable thrown) {
        Optional<String> place = Failures.isForPeople(thrown) ? program.place(thrown) : Optional.empty();
        if (place.isEmpty()) {
            return Failures.tell(thrown, session(), false);
        }
        session().err().println(place.get() + ": " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        return ExitStatus.of(thrown);
    }

    private Path folder() {
        return session().workingDirectory().toAbsolutePath().normalize();
    }
}
