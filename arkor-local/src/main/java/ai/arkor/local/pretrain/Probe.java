package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.engine.generate.GenerationOptions;
import ai.arkor.local.engine.generate.TokenGenerator;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.Precision;
import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.train.Example;
import ai.arkor.local.engine.train.LearningRateSchedule;
import ai.arkor.local.engine.train.ShuffledExamples;
import ai.arkor.local.engine.train.TrainingListener;
import ai.arkor.local.engine.train.TrainingLoop;
import ai.arkor.local.engine.train.TrainingOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether a base model is of use: trains an adapter on chat rows whose answers are JSON objects, and counts how many answers
 * on other rows name the right category. The loss does not tell.
 */
public final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final Map<String, String> settings = new HashMap<>(
            Map.of("r", "16", "alpha", "32", "lr", "8e-4", "epochs", "4", "batch", "16", "dropout", "0.05", "rows", "100000", "seed", "1"));

    private Probe(Path modelFolder, List<String> changed) {
        tokenizer = Tokenizer.load(modelFolder);
        template = ChatTemplate.load(modelFolder);
        changed.forEach(change -> settings.put(change.split("=")[0], change.split("=")[1]));
    }

    /** @param arguments model folder, training rows, test rows, then settings such as {@code lr=1e-3} */
    public static void main(String... arguments) {
        Path folder = Path.of(arguments[0]);
        new Probe(folder, List.of(arguments).subList(3, arguments.length))
                .run(folder, ChatFile.read(Path.of(arguments[1])), ChatFile.read(Path.of(arguments[2])));
    }

    private double number(String setting) {
        return Double.parseDouble(settings.getOrDefault(setting, "0"));
    }

    private void run(Path folder, List<List<ChatMessage>> training, List<List<ChatMessage>> test) {
        List<Example> examples = training.stream()
                .limit((long) number("rows"))
                .map(chat -> MixedBatches.answersOnly(template.encode(tokenizer, chat)))
                .toList();
        ShuffledExamples batches = new ShuffledExamples(examples, (int) number("batch"), (long) number("seed"));
        long steps = batches.steps(number("epochs"), 1);
        TrainingOptions options = TrainingOptions.builder(steps, number("lr"))
                .schedule(LearningRateSchedule.COSINE)
                .warmupSteps(20)
                .weightDecay(0.01)
                .loggingSteps(0)
                .checkpointSteps(batches.batchesPerEpoch())
                .seed((long) number("seed"))
                .build();
        LoraConfig config = LoraConfig.allProjections((int) number("r"), number("alpha"), number("dropout"));
        try (LlamaModel model = LlamaModel.load(folder, Precision.FLOAT32);
                LoraAdapter adapter = LoraAdapter.initialize(model.config(), config, Precision.FLOAT32, (long) number("seed"));
                TrainingLoop loop = TrainingLoop.lora(model, adapter, options)) {
            long start = System.nanoTime();
            loop.run(batches, List.of(), new TrainingListener() {
                @Override
                public void checkpoint(long step) {
                    LOG.info("step {} of {}: {}", step, steps, score(model, adapter, test));
                }
            });
            LOG.info("{} RESULT {} {} s in all", settings, score(model, adapter, test), (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    private String score(LlamaModel model, LoraAdapter adapter, List<List<ChatMessage>> test) {
        TokenGenerator generator = new TokenGenerator(model);
        GenerationOptions options = GenerationOptions.greedy(40, Set.of(template.endOfTurn(tokenizer)));
        int[] right = new int[3];
        Map<String, Integer> wrong = new java.util.TreeMap<>();
        for (List<ChatMessage> chat : test) {
            String wanted = chat.get(chat.size() - 1).content();
            int[] prompt = template.prompt(tokenizer, chat.subList(0, chat.size() - 1));
            List<Integer> tokens = generator.generate(adapter, prompt, options, token -> true).tokens();
            String answer = tokenizer.decode(tokens.stream().mapToInt(Integer::intValue).toArray());
            String category = member(answer, "category");
            right[0] += category.equals(member(wanted, "category")) ? 1 : 0;
            right[1] += member(answer, "urgency").equals(member(wanted, "urgency")) ? 1 : 0;
            right[2] += category.isEmpty() ? 1 : 0;
            if (!category.equals(member(wanted, "category"))) {
                wrong.merge(member(wanted, "category") + ">" + category, 1, Integer::sum);
            }
        }
        return "category %.1f %% urgency %.1f %% unparsable %d %s"
                .formatted(right[0] * 100.0 / test.size(), right[1] * 100.0 / test.size(), right[2], wrong);
    }

    private static String member(String json, String name) {
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            return node.path(name).asString("");
        } catch (JacksonException e) {
            return "";
        }
    }
}
