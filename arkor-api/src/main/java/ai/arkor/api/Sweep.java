package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries every combination of some settings, each as a run of its own, and says which did best.
 *
 * <pre>{@code
 * SweepResult result = Sweep.of(trainer)
 *         .vary("learningRate", 1e-4, 3e-4)
 *         .vary("lora.r", 8, 16)
 *         .parallel(2)
 *         .run();
 * result.best().ifPresent(best -> System.out.println(best.settings() + " " + best.run().orElseThrow().reference()));
 * }</pre>
 *
 * <p>A trial that fails, is cancelled, cannot be started or cannot be watched does not end the sweep; its {@link SweepTrial} says so. An abort signal, an
 * interrupt and a time-out end only the watching: runs that were started go on, and no more are started. To stop them too, call
 * {@link SweepResult#cancel()} on what the exception holds.
 *
 * <p>The trials of a trainer have its callbacks, early stopping and abort signal. The trainer itself is not started, and may be used otherwise. Callbacks
 * are told of their trial's run by their context. Those of one trial never run two at once; those of several trials do when {@link #parallel} is above 1, so
 * that what they share must be thread-safe. One that throws is called no more for its trial, whose run is watched to its end without.
 *
 * <p>Trials are named after the trainer, with their number: {@code triage-1}, {@code triage-2}. A name of more than 100 characters is cut to that before.
 *
 * <p>Immutable, with each method giving a changed copy, and thread-safe; one that is run twice starts every trial twice.
 */
public final class Sweep {

    private static final int MOST_TRIALS = 100;
    private static final int LONGEST_NAME = 100;

    private final Fields fields;

    private Sweep(Fields fields) {
        this.fields = fields;
    }

    /** Varies that trainer's definition. */
    public static Sweep of(Trainer trainer) {
        return new Sweep(new Fields(trainer.config(), trainer.options(), trainer::client));
    }

    /** Varies that definition. */
    public static Sweep of(TrainerConfig config) {
        return new Sweep(new Fields(config, RunOptions.DEFAULT, DefaultClients::open));
    }

    /**
     * Tries these values of a field.
     *
     * @param field its name on the wire, such as {@code learningRate} or {@code maxSteps}, with a dot before each inner part: {@code lora.r},
     *     {@code datasetSplit.eval}, {@code datasetSource.path}. Fields this version does not know can be varied when the trainer sets them with {@code extra}
     * @param values numbers, booleans, text, a {@link JsonValue}, or what {@link JsonValue#from(Object)} takes
     * @throws IllegalArgumentException when there is no such field, naming those that are meant perhaps; when it is varied already; when there is no value,
     *     or one is twice there, is of the wrong type or out of range
     */
    public Sweep vary(String field, Object... values) {
        SweepField meant = SweepFields.of(field, fields.base);
        return varied(meant, Arrays.stream(values).map(JsonValue::from).map(meant::checked).toList());
    }

    /**
     * As {@link #vary}, of one text as people type it: {@code learningRate=1e-4,3e-4}. Values are read by the type of the field; where any JSON may stand,
     * what is no JSON is text.
     *
     * @throws IllegalArgumentException as {@link #vary}, and when it is no such text
     */
    public Sweep set(String assignment) {
        Assignment read = Assignment.parse(assignment);
        SweepField meant = SweepFields.of(read.field(), fields.base);
        return varied(meant, read.values().stream().map(meant::parse).toList());
    }

    private Sweep varied(SweepField field, List<JsonValue> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The field " + field.name() + " needs at least one value to try");
        }
        if (fields.varied.stream().anyMatch(known -> known.field.name().equals(field.name()))) {
            throw new IllegalArgumentException("The field " + field.name() + " is varied already; give all its values at once");
        }
        Set<JsonValue> seen = new HashSet<>();
        for (JsonValue value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("The field " + field.name() + " has the value " + value + " twice");
            }
            field.set(fields.base, value);
        }
        return changed(f -> f.varied.add(new Varied(field, values)));
    }

    /**
     * How many runs are submitted and not over at a time, at most; 1 unless set, because the embedded backend trains one after another anyway, and
     * elsewhere runs at the same time cost more at the same time. A run that cannot be watched any more counts as over, because nobody knows.
     *
     * @throws IllegalArgumentException when below 1
     */
    public Sweep parallel(int runs) {
        Range.atLeast("parallel", 1, runs);
        return changed(f -> f.parallel = runs);
    }

    /** What trials are compared by. Unless set, the eval loss when a trial that completed has one, else the training loss; see {@link SweepScore}. */
    public Sweep metric(EarlyStopping.Metric value) {
        return changed(f -> f.metric = value);
    }

    /**
     * How many trials there may be, 100 unless set: a grid grows quickly, and each trial is a run that costs.
     *
     * @throws IllegalArgumentException when below 1
     */
    public Sweep maxTrials(int trials) {
        Range.atLeast("maxTrials", 1, trials);
        return changed(f -> f.maxTrials = trials);
    }

    public Sweep listener(SweepListener value) {
        return changed(f -> f.listener = value);
    }

    /** Ends the sweep, and no run, when aborted. */
    public Sweep abortSignal(AbortSignal value) {
        return changed(f -> f.abortSignal = value);
    }

    /**
     * Ends the sweep, and no run, when this much time passed since its start.
     *
     * @throws IllegalArgumentException when not longer than nothing
     */
    public Sweep timeout(Duration value) {
        Range.positive("timeout", value);
        return changed(f -> f.timeout = value);
    }

    /** Where callbacks and {@link SweepListener#event} run; on the client's own threads unless set. */
    public Sweep executor(Executor value) {
        return changed(f -> f.executor = value);
    }

    /** The client to submit with, which the caller closes; unless set, that of the trainer. */
    public Sweep client(ArkorClient value) {
        return changed(f -> f.client = () -> value);
    }

    /**
     * All trials as they are before any is started, in the order they will be: the value of the field given last changes quickest. Submits nothing.
     *
     * @throws IllegalStateException when no field is varied
     * @throws IllegalArgumentException when there are more than {@link #maxTrials}
     */
    public List<SweepTrial> grid() {
        return points().stream().map(point -> new SweepTrial(point, null, null, null, new SweepFigures())).toList();
    }

    /**
     * Runs all trials and waits until each is over. No thread waits for a run: this one starts the next when one has ended.
     *
     * @return the trials, also when all failed
     * @throws SweepDetachedException when an abort signal of the sweep or the trainer was aborted, the client was closed, or the time-out passed
     * @throws InterruptedException when interrupted; its cause is a {@link SweepDetachedException}
     * @throws IllegalStateException when no field is varied
     * @throws IllegalArgumentException when there are more trials than {@link #maxTrials}; nothing was started
     */
    public SweepResult run() throws InterruptedException {
        return session(List.of()).run();
    }

    /**
     * As {@link #run()}, on a thread of that executor, one for the whole sweep. Cancelling the future ends the sweep and no run. The grid is looked at first,
     * on the caller's thread.
     *
     * @return fails with what {@link #run()} throws
     */
    public CompletableFuture<SweepResult> runAsync(Executor executor) {
        AbortController stop = new AbortController();
        SweepSession session = session(List.of(stop.signal()));
        CompletableFuture<SweepResult> future = new CompletableFuture<>();
        future.whenComplete((result, failure) -> stop.abort("the future was cancelled"));
        executor.execute(() -> {
            try {
                future.complete(session.run());
            } catch (Throwable failure) {
                future.completeExceptionally(failure);
            }
        });
        return future;
    }

    private SweepSession session(List<AbortSignal> more) {
        List<AbortSignal> signals = new ArrayList<>(more);
        fields.options.abortSignal().ifPresent(signals::add);
        Optional.ofNullable(fields.abortSignal).ifPresent(signals::add);
        AwaitOptions await = fields.executor == null ? AwaitOptions.DEFAULT : AwaitOptions.DEFAULT.executor(fields.executor);
        return new SweepSession(points(), new SweepSession.Rules(fields.parallel, fields.metric, fields.timeout, signals, fields.listener), fields.client,
                fields.options, await);
    }

    private List<SweepPoint> points() {
        if (fields.varied.isEmpty()) {
            throw new IllegalStateException("A sweep needs a field to vary: call vary(\"learningRate\", 1e-4, 3e-4) or another");
        }
        long count = 1;
        for (Varied varied : fields.varied) {
            // Each factor is less than 2^31, and so is the product before it.
            count = Math.min(Integer.MAX_VALUE, count * varied.values.size());
        }
        if (count > fields.maxTrials) {
            throw new IllegalArgumentException("This sweep has " + (count == Integer.MAX_VALUE ? "more than two thousand million" : count)
                    + " trials, and the most is " + fields.maxTrials + ". Vary fewer values, or allow more with maxTrials(" + count + ")");
        }
        List<SweepPoint> points = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            points.add(point(index));
        }
        return points;
    }

    private SweepPoint point(int index) {
        Map<String, JsonValue> settings = new LinkedHashMap<>();
        int blocks = fields.varied.stream().mapToInt(varied -> varied.values.size()).reduce(1, (a, b) -> a * b);
        TrainerConfig config = fields.base.named(cut(fields.base.name()) + "-" + (index + 1));
        for (Varied varied : fields.varied) {
            blocks /= varied.values.size();
            JsonValue value = varied.values.get(index / blocks % varied.values.size());
            settings.put(varied.field.name(), value);
            config = varied.field.set(config, value);
        }
        return new SweepPoint(index + 1, settings, config);
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        return name.substring(0, Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME);
    }

    private Sweep changed(Consumer<Fields> change) {
        Fields copy = new Fields(fields);
        change.accept(copy);
        return new Sweep(copy);
    }

    @Override
    public String toString() {
        return "Sweep[" + fields.base.name() + ", " + fields.varied.stream().map(varied -> varied.field.name() + "=" + varied.values).toList() + ", parallel "
                + fields.parallel + "]";
    }

    private record Varied(SweepField field, List<JsonValue> values) {}

    private static final class Fields {
        final TrainerConfig base;
        final RunOptions options;
        final List<Varied> varied = new ArrayList<>();
        Supplier<ArkorClient> client;
        int parallel = 1;
        int maxTrials = MOST_TRIALS;
        EarlyStopping.@Nullable Metric metric;
        SweepListener listener = new SweepListener() {};
        @Nullable AbortSignal abortSignal;
        @Nullable Duration timeout;
        @Nullable Executor executor;

        Fields(TrainerConfig base, RunOptions options, Supplier<ArkorClient> client) {
            this.base = base;
            this.options = options;
            this.client = client;
        }

        Fields(Fields from) {
            this(from.base, from.options, from.client);
            varied.addAll(from.varied);
            parallel = from.parallel;
            maxTrials = from.maxTrials;
            metric = from.metric;
            listener = from.listener;
            abortSignal = from.abortSignal;
            timeout = from.timeout;
            executor = from.executor;
        }
    }
}
