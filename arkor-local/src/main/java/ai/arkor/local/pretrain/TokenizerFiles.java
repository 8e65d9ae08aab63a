package ai.arkor.local.pretrain;

import ai.arkor.local.engine.text.ChatTemplate;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a tokenizer as Hugging Face's {@code tokenizer.json} and {@code tokenizer_config.json}. */
final class TokenizerFiles {
    /** Ids 0, 1 and 2: before each text, before each turn, after each turn or text. */
    static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private TokenizerFiles() {}

    /** @return the vocabulary's size */
    static int write(Path folder, List<List<String>> merges) {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        ArrayNode added = root.putArray("added_tokens");
        for (int id = 0; id < SPECIAL.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", SPECIAL.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putNull("normalizer");
        ObjectNode before = root.putObject("pre_tokenizer").put("type", "Sequence");
        ArrayNode steps = before.putArray("pretokenizers");
        steps.addObject().put("type", "Digits").put("individual_digits", true);
        steps.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        postProcessor(root);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", true)
                .put("trim_offsets", true)
                .put("use_regex", true);
        int size = model(root.putObject("model"), merges);
        JSON.writeValue(folder.resolve("tokenizer.json"), root);
        JSON.writeValue(folder.resolve("tokenizer_config.json"), config());
        return size;
    }

    private static void postProcessor(ObjectNode root) {
        String begin = SPECIAL.get(0);
        ObjectNode processor = root.putObject("post_processor").put("type", "TemplateProcessing");
        for (String kind : List.of("single", "pair")) {
            ArrayNode template = processor.putArray(kind);
            template.addObject().putObject("SpecialToken").put("id", begin).put("type_id", 0);
            template.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
            if (kind.equals("pair")) {
                template.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
            }
        }
        ObjectNode token = processor.putObject("special_tokens").putObject(begin).put("id", begin);
        token.putArray("ids").add(0);
        token.putArray("tokens").add(begin);
    }

    private static int model(ObjectNode model, List<List<String>> merges) {
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        SPECIAL.forEach(token -> vocabulary.put(token, vocabulary.size()));
        BpeTrainer.byteTokens().forEach(token -> vocabulary.put(token, vocabulary.size()));
        ArrayNode list = model.putArray("merges");
        for (List<String> merge : merges) {
            String token = merge.get(0) + merge.get(1);
            if (!vocabulary.has(token)) {
                vocabulary.put(token, vocabulary.size());
            }
            list.add(merge.get(0) + " " + merge.get(1));
        }
        return vocabulary.size();
    }

    private static ObjectNode config() {
        return JSON.createObjectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("bos_token", SPECIAL.get(0))
                .put("eos_token", SPECIAL.get(2))
                .put("pad_token", SPECIAL.get(0))
                .put("add_bos_token", true)
                .put("model_max_length", 512)
                .put("chat_template", ChatTemplate.COMPACT_JINJA);
    }
}
