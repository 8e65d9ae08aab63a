package ai.arkor.local.worker;

import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.EncodedChat;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.Example;
import ai.arkor.local.job.HeldOut;
import ai.arkor.local.job.JobSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The rows of a run as tokens, those to train on and those to evaluate on.
 *
 * @param train at least one
 * @param heldOut may be empty
 */
record TrainingRows(List<Example> train, List<Example> heldOut) {

    private static final int FEWEST_TOKENS = 2;

    /**
     * Reads and encodes the rows.
     *
     * @param maxLength tokens that a row is cut to
     * @throws DatasetException when rows are not as they must be, or nothing of them is left to learn from
     */
    static TrainingRows load(JobSettings settings, Path model, int maxLength) {
        try (Tokenizer tokenizer = Tokenizer.load(model)) {
            Encoder encoder = new Encoder(tokenizer, ChatTemplate.load(model), maxLength, settings.responsesOnly());
            List<Example> all = encoder.encode(settings.dataset(), settings.dryRun() ? JobSettings.DRY_RUN_ROWS : Long.MAX_VALUE);
            if (settings.heldOut() instanceof HeldOut.File file) {
                return new TrainingRows(all, encoder.encode(file.path(), settings.dryRun() ? JobSettings.DRY_RUN_ROWS : Long.MAX_VALUE));
            }
            if (settings.heldOut() instanceof HeldOut.Fraction fraction) {
                return split(settings, all, fraction.value());
            }
            return new TrainingRows(all, List.of());
        }
    }

    private static TrainingRows split(JobSettings settings, List<Example> all, double fraction) {
        if (all.size() < 2) {
            throw new DatasetException(settings.dataset(), "has one row, so none can be held out for evalSteps. Add rows or leave evalSteps out.");
        }
        List<Example> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(settings.seed()));
        int heldOut = (int) Math.max(1, Math.min(all.size() - 1L, Math.round(all.size() * fraction)));
        return new TrainingRows(List.copyOf(shuffled.subList(heldOut, shuffled.size())), List.copyOf(shuffled.subList(0, heldOut)));
    }

    List<Batch> heldOutBatches(int batchSize) {
        List<Batch> batches = new ArrayList<>();
        for (int first = 0; first < heldOut.size(); first += batchSize) {
            batches.add(new Batch(heldOut.subList(first, Math.min(heldOut.size(), first + batchSize))));
        }
        return batches;
    }

    /** Turns conversations into tokens and labels. */
    private record Encoder(Tokenizer tokenizer, ChatTemplate template, int maxLength, boolean responsesOnly) {

        List<Example> encode(Path file, long most) {
            List<Example> examples = new ArrayList<>();
            for (DatasetFile.Row row : DatasetFile.read(file, most)) {
                Example example = example(template.encode(tokenizer, row.messages()));
                // An answer that lies wholly behind the cut leaves nothing to predict.
                if (example.targets() > 0) {
                    examples.add(example);
                }
            }
            if (examples.isEmpty()) {
                throw new DatasetException(file, "has no row whose answer begins within maxLength, " + maxLength + " tokens. Raise maxLength.");
            }
            return examples;
        }

        private Example example(EncodedChat chat) {
            int length = Math.max(FEWEST_TOKENS, Math.min(chat.length(), maxLength));
            int[] tokens = Arrays.copyOf(chat.ids(), length);
            int[] labels = tokens.clone();
            for (int i = 0; i < length; i++) {
                if (responsesOnly && !chat.response()[i]) {
                    labels[i] = Example.IGNORED;
                }
            }
            return new Example(tokens, labels);
        }
    }
}
