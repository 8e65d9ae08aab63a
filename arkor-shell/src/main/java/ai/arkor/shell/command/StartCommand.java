package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a project's run and watches it. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = "Start the run that an entry defines, and watch it. Ctrl-C ends the watching, not the run; at the prompt, you can type on.")
public final class StartCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY|CLASS", defaultValue = ".",
            description = "A .java, .jsh or .jar entry, a folder with src/arkor/Index.java, or a class; at the prompt also a variable. Default: this folder.")
    private String entry = ".";

    @Option(names = "--detach", description = "Print the run's reference and do not watch it.")
    private boolean detach;

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private PanelOption panel = new PanelOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    /** For the registry. */
    public StartCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        TrainingRun run = submit();
        if (detach) {
            session().out().println(run.reference());
            return ExitStatus.COMPLETED;
        }
        if (session().prompt().isPresent()) {
            session().prompt().get().watch(run);
            return ExitStatus.COMPLETED;
        }
        session().screen().line("run " + run.jobId() + " (" + run.job().name() + ")");
        return new Watch(session(), watch.timeout(), panel.form()).until(run);
    }

    private TrainingRun submit() throws InterruptedException {
        UsualClient usual = UsualClient.of(session(), backend.value());
        try {
            return new EntryChoice(session(), classPath.value(session()), false).trainer(entry).start();
        } finally {
            usual.end();
        }
    }
}
