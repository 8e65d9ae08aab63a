package ai.arkor.local.pretrain;

import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.Example;
import ai.arkor.local.engine.train.LanguageModelLoss;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** The figures of the model card that the training log does not hold. */
final class CardFigures {

    private CardFigures() {}

    /** Tokens that a stage read, without padding. */
    static String tokens(Stage stage, MixedBatches batches) {
        long read = 0;
        long scored = 0;
        for (long step = 0; step < stage.stopAfter(); step++) {
            Batch batch = batches.batch(step);
            read += batch.tokens();
            scored += batch.targets();
        }
        return "%s: %d steps, %d tokens read, %d scored".formatted(stage.name(), stage.stopAfter(), read, scored);
    }

    /** The model's loss on held-out answers beside that of a unigram model of the answers of as many training conversations as a stage reads. */
    static String heldOut(LlamaModel model, Stage stage, Tokenizer tokenizer, ChatTemplate template, Corpus corpus) {
        List<Batch> heldOut = stage.heldOut(tokenizer, template, corpus);
        Unigram unigram = new Unigram(tokenizer.vocabularySize());
        LongStream.range(0, 100_000).forEach(number -> unigram.add(
                MixedBatches.answersOnly(template.encode(tokenizer, corpus.chat(stage.mix().firstChat() + number, stage.mix().wordShare())))));
        return String.format(Locale.ROOT, "held-out answers, %d tokens of %d conversations: %.4f nats a token; unigram %.4f",
                heldOut.stream().mapToInt(Batch::targets).sum(), heldOut.stream().mapToInt(batch -> batch.examples().size()).sum(),
                LanguageModelLoss.evaluate(model, heldOut), unigram.loss(heldOut));
    }

    /** How often each token is predicted, with one added to each (Laplace), and nothing of what stands before it. */
    private static final class Unigram {

        private final long[] counts;
        private long total;

        Unigram(int vocabulary) {
            counts = new long[vocabulary];
        }

        void add(Example example) {
            for (int i = 1; i < example.labels().length; i++) {
                if (example.labels()[i] != Example.IGNORED) {
                    counts[example.labels()[i]]++;
                    total++;
                }
            }
        }

        double loss(List<Batch> batches) {
            double sum = 0;
            for (Batch batch : batches) {
                for (Example example : batch.examples()) {
                    for (int i = 1; i < example.labels().length; i++) {
                        if (example.labels()[i] != Example.IGNORED) {
                            sum -= Math.log((counts[example.labels()[i]] + 1.0) / (total + counts.length));
                        }
                    }
                }
            }
            return sum / batches.stream().mapToInt(Batch::targets).sum();
        }
    }

    /** Writes them to {@code figures.txt} in the work folder. */
    static void write(Path work, List<String> lines) {
        lines.forEach(line -> Stage.write(work.resolve("figures.txt"), line + System.lineSeparator()));
    }
}
