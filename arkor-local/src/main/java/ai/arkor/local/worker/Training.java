package ai.arkor.local.worker;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.engine.model.AdapterFolder;
import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.LanguageModelLoss;
import ai.arkor.local.engine.train.LearningRateSchedule;
import ai.arkor.local.engine.train.ShuffledExamples;
import ai.arkor.local.engine.train.StepLog;
import ai.arkor.local.engine.train.TrainingListener;
import ai.arkor.local.engine.train.TrainingLoop;
import ai.arkor.local.engine.train.TrainingOptions;
import ai.arkor.local.job.JobFolder;
import ai.arkor.local.job.JobOrder;
import ai.arkor.local.job.JobSettings;
import java.nio.file.Path;
import java.util.List;

/** One run of LoRA training, from its order to its adapter. */
final class Training {

    private final JobFolder folder;
    private final JobOrder order;
    private final Events events;
    private final Lifeline lifeline;
    private final JobSettings settings;

    Training(JobFolder folder, JobOrder order, Events events, Lifeline lifeline) {
        this.folder = folder;
        this.order = order;
        this.events = events;
        this.lifeline = lifeline;
        this.settings = order.settings();
    }

    void run() {
        Path model = order.modelDirectory();
        LlamaConfig shape = LlamaConfig.read(model.resolve("config.json"));
        TrainingRows rows = TrainingRows.load(settings, model, Math.min(settings.maxLength().orElse(JobSettings.DEFAULT_MAX_LENGTH), shape.maxPositions()));
        try (LlamaModel base = LlamaModel.load(model, Precision.FLOAT32);
                LoraAdapter adapter = LoraAdapter.initialize(base.config(),
                        LoraConfig.allProjections(settings.rank(), settings.alpha(), settings.loraDropout()), Precision.FLOAT32, settings.seed())) {
            train(base, adapter, rows);
        }
    }

    private void train(LlamaModel base, LoraAdapter adapter, TrainingRows rows) {
        ShuffledExamples batches = new ShuffledExamples(rows.train(), settings.batchSize(), settings.seed());
        TrainingOptions options = options(batches, rows);
        List<Batch> heldOut = rows.heldOutBatches(settings.batchSize());
        try (TrainingLoop loop = TrainingLoop.lora(base, adapter, options)) {
            events.started(metadata(options, adapter, batches, rows));
            if (loop.run(batches, heldOut, new Relay(adapter)).stopped()) {
                events.failed("Job \"" + order.name() + "\" (" + order.jobId() + "): its backend is gone.");
                return;
            }
        }
        if (!heldOut.isEmpty() && options.steps() % options.evaluationSteps() != 0) {
            events.evaluated(options.steps(), LanguageModelLoss.evaluate(base, adapter, heldOut));
        }
        AdapterFolder.save(adapter, folder.adapter(), settings.model());
        events.completed(folder.adapter());
    }

    /** Tells and saves what the loop says. */
    private final class Relay implements TrainingListener {

        private final LoraAdapter adapter;

        Relay(LoraAdapter adapter) {
            this.adapter = adapter;
        }

        @Override
        public void logged(StepLog log) {
            events.logged(log);
        }

        @Override
        public void evaluated(long step, double loss) {
            events.evaluated(step, loss);
        }

        @Override
        public void checkpoint(long step) {
            AdapterFolder.save(adapter, folder.checkpoint(step), settings.model());
            events.saved(step, folder.checkpoint(step));
        }

        @Override
        public boolean stopRequested() {
            return lifeline.isCut();
        }
    }

    private TrainingOptions options(ShuffledExamples batches, TrainingRows rows) {
        long asked = settings.maxSteps().orElse(batches.steps(settings.epochs(), settings.accumulation()));
        long steps = settings.dryRun() ? Math.min(JobSettings.DRY_RUN_STEPS, asked) : asked;
        return TrainingOptions.builder(steps, settings.learningRate())
                .schedule(LearningRateSchedule.valueOf(settings.schedule().name()))
                .warmupSteps(settings.warmupSteps())
                .weightDecay(settings.weightDecay())
                .maxGradientNorm(settings.maxGradNorm())
                .accumulation(settings.accumulation())
                .seed(settings.seed())
                .loggingSteps(settings.loggingSteps())
                .evaluationSteps(rows.heldOut().isEmpty() ? 0 : Math.min(steps, settings.evalSteps().orElse(steps)))
                .checkpointSteps(settings.saveSteps().orElse(0))
                .batchesPerEpoch(batches.batchesPerEpoch())
                .build();
    }

    private JsonObject metadata(TrainingOptions options, LoraAdapter adapter, ShuffledExamples batches, TrainingRows rows) {
        double epochs = (double) options.steps() * settings.accumulation() / batches.batchesPerEpoch();
        return JsonValue.object()
                .with("totalSteps", JsonValue.of(options.steps()))
                .with("trainRows", JsonValue.of(rows.train().size()))
                .with("evalRows", JsonValue.of(rows.heldOut().size()))
                .with("epochs", JsonValue.of(Math.round(epochs * 100) / 100.0))
                .with("trainableParameters", JsonValue.of(adapter.parameters().elements()))
                .with("baseModel", JsonValue.of(settings.model()));
    }
}
