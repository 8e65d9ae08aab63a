package ai.arkor.shell.command;

import ai.arkor.api.Trainer;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Cells;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a project's run and watches it. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = "Start the run that an entry defines, and watch it. Ctrl-C ends the watching, not the run; at the prompt, you can type on.",
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} start",
            "  ${ROOT-COMMAND-NAME} start examples/triage --timeout 30m",
            "  run=$(arkor start --detach)     then, from anywhere: arkor wait \"$run\"",
            "  arkor start --json | jq .outcome",
            "", "Exit status: 0 completed, 3 failed, 4 cancelled, 5 backend or stream lost, 124 --timeout passed, 130 Ctrl-C."})
public final class StartCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY|CLASS", defaultValue = ".",
            description = "A .java, .jsh or .jar entry, a folder with src/arkor/Index.java, or a class; at the prompt also a variable. Default: this folder.")
    private String entry = ".";

    @Option(names = "--detach", description = "Print the run's reference, and nothing else, and do not watch it.")
    private boolean detach;

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private PanelOption panel = new PanelOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public StartCommand() {}

    @Override
    protected boolean isOutputForPrograms() {
        return detach;
    }

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        TrainingRun run = submit(session);
        if (detach) {
            session.out().println(output.json() ? RunJson.of(run, run.job()) : run.reference());
            return ExitStatus.COMPLETED;
        }
        if (session.prompt().isPresent() && !output.json()) {
            session.prompt().get().watch(run);
            return ExitStatus.COMPLETED;
        }
        session.screen().line(Cells.clean("run " + run.jobId() + " (" + run.job().name() + ")"));
        return new RunEnd(session(), output).tell(run, new Watch(session, watch.timeout(), panel.form()).until(run));
    }

    private TrainingRun submit(Session session) throws InterruptedException {
        UsualClient usual = UsualClient.of(session, backend.value());
        try {
            Trainer trainer = new EntryChoice(session, classPath.value(session), output.quiet()).trainer(entry);
            session.prompt().ifPresent(prompt -> prompt.loaded(trainer));
            return trainer.start();
        } finally {
            usual.end();
        }
    }
}
