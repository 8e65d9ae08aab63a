package ai.arkor.local.pretrain;

import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.ModelFolder;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.LearningRateSchedule;
import ai.arkor.local.engine.train.StepLog;
import ai.arkor.local.engine.train.TrainingListener;
import ai.arkor.local.engine.train.TrainingLoop;
import ai.arkor.local.engine.train.TrainingOptions;
import ai.arkor.local.engine.weights.StoredType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stretch of full-parameter training. It saves its state as it goes, so that killing it at any time loses a few minutes at
 * most, and ends with a model folder named after it.
 *
 * @param steps what the learning rate's schedule is laid out for
 * @param stopAfter where the stage ends, a multiple of {@code checkpointSteps}; the next one starts with a rate still high
 * @param checkpointSteps steps between two saved states, which are also those between two evaluations
 */
record Stage(
        String name, List<String> grammarFiles, long steps, long stopAfter, double learningRate, MixedBatches.Mix mix, int checkpointSteps) {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    /** Conversations numbered from here on are never trained on; they are what held-out loss is measured with. */
    static final long HELD_OUT = 1L << 40;

    /** Trains {@code model} unless {@code work} already holds the result, in which case the result is what to load. */
    void run(LlamaModel model, Tokenizer tokenizer, ChatTemplate template, Corpus corpus, Path work) {
        Path state = work.resolve(name + ".state");
        Path log = work.resolve(name + ".log");
        MixedBatches batches = new MixedBatches(tokenizer, template, corpus, mix);
        TrainingOptions options = TrainingOptions.builder(steps, learningRate)
                .warmupSteps(200)
                .schedule(LearningRateSchedule.COSINE)
                .beta2(0.98)
                .weightDecay(0.05)
                .maxGradientNorm(1)
                .seed(7)
                .loggingSteps(100)
                .evaluationSteps(checkpointSteps)
                .checkpointSteps(checkpointSteps)
                .build();
        try (TrainingLoop loop = TrainingLoop.fullParameters(model, options)) {
            long[] done = {0};
            if (Files.exists(state)) {
                done[0] = loop.resume(state);
                LOG.info("{}: going on from step {}", name, done[0]);
            }
            loop.run(batches, heldOut(tokenizer, template, corpus), new TrainingListener() {
                @Override
                public void logged(StepLog step) {
                    write(log, "%s step %d of %d loss %.4f rate %.6f norm %.2f %.0f tokens/s%n"
                            .formatted(name, step.step(), steps, step.loss(), step.learningRate(), step.gradientNorm(), step.tokensPerSecond()));
                }

                @Override
                public void evaluated(long step, double loss) {
                    write(log, "%s step %d held-out answers %.4f%n".formatted(name, step, loss));
                }

                @Override
                public void checkpoint(long step) {
                    loop.saveState(state);
                    ModelFolder.save(model, work.resolve(name + "-latest"), StoredType.F16);
                    done[0] = step;
                }

                @Override
                public boolean stopRequested() {
                    return done[0] >= stopAfter;
                }
            });
        }
        ModelFolder.save(model, work.resolve(name), StoredType.F32);
    }

    /** The conversations that held-out loss is measured on; their answers are scored. */
    List<Batch> heldOut(Tokenizer tokenizer, ChatTemplate template, Corpus corpus) {
        return java.util.stream.IntStream.range(0, 8)
                .mapToObj(batch -> new Batch(java.util.stream.IntStream.range(0, 32)
                        .mapToObj(row -> corpus.chat(HELD_OUT + batch * 32L + row, mix.wordShare()))
                        .map(chat -> MixedBatches.answersOnly(template.encode(tokenizer, chat)))
                        .toList()))
                .toList();
    }

    static void write(Path log, String line) {
        LOG.info(line.strip());
        try {
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
