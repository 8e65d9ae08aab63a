package ai.arkor.shell.command;

import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.api.Sweep;
import ai.arkor.api.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tries every combination of some settings. */
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = {"Try every combination of some settings of an entry's trainer, each as a run of its own, and name the one that did best.",
            "Ctrl-C ends the watching: runs that were started go on, and no more are started."},
        footer = {"", "For example: sweep --set learningRate=1e-4,3e-4 --set lora.r=8,16", "",
            "Exit status: 0 when every trial completed; else that of the one that went worst, in this order:",
            "5 lost, 1 could not be started, 3 failed, 4 cancelled. 2 usage, 124 deadline, 130 detached by Ctrl-C."})
public final class SweepCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "ENTRY|DIRECTORY|CLASS", defaultValue = ".",
            description = "A .java, .jsh or .jar entry, a folder with src/arkor/Index.java, or a class; at the prompt also a variable. Default: this folder.")
    private String entry = ".";

    @Option(names = "--set", paramLabel = "FIELD=VALUE,VALUE", required = true,
            description = "Values of a field to try, such as learningRate=1e-4,3e-4 or lora.r=8,16. Once for each field.")
    private List<String> varied = new ArrayList<>();

    @Option(names = "--parallel", paramLabel = "N", defaultValue = "1",
            description = "Runs submitted and not over at a time; 1 unless given. The embedded backend trains one after another anyway.")
    private int parallel = 1;

    @Option(names = "--metric", paramLabel = "loss|evalLoss", converter = Metrics.class,
            description = "What trials are compared by. Otherwise: the eval loss when there is one, else the training loss.")
    private @Nullable Metric metric;

    @Option(names = "--max-trials", paramLabel = "N", defaultValue = "100", description = "The most trials there may be; 100 unless given.")
    private int maxTrials = 100;

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** For the registry. */
    public SweepCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        UsualClient usual = UsualClient.of(session, backend.value());
        try {
            Trainer trainer = new EntryChoice(session, classPath.value(session), output.quiet()).trainer(entry);
            return new SweepRun(session, session().err(), output, trainer.name()).of(sweep(trainer));
        } finally {
            usual.end();
        }
    }

    private Sweep sweep(Trainer trainer) {
        try {
            Sweep sweep = Sweep.of(trainer).parallel(parallel).maxTrials(maxTrials);
            for (String assignment : varied) {
                sweep = sweep.set(assignment);
            }
            sweep = metric == null ? sweep : sweep.metric(metric);
            sweep.grid();
            return watch.timeout().map(sweep::timeout).orElse(sweep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()).replaceAll("maxTrials\\((\\d+)\\)", "--max-trials $1"), e);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    static final class Metrics implements ITypeConverter<Metric> {
        @Override
        public Metric convert(String text) {
            return switch (text.replace("-", "").toLowerCase(Locale.ROOT)) {
                case "loss" -> Metric.LOSS;
                case "evalloss" -> Metric.EVAL_LOSS;
                default -> throw new TypeConversionException("'" + text + "' is not loss or evalLoss");
            };
        }
    }
}
