package ai.arkor.local.engine.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** The special tokens of a model folder: those {@code tokenizer.json} declares, and which of them begin and end a sequence. */
record SpecialTokens(Map<String, Integer> ids, OptionalInt bos, OptionalInt eos, int vocabularySize) {

    static SpecialTokens read(Path folder) {
        JsonNode tokenizer = FolderJson.read(folder.resolve("tokenizer.json"));
        Map<String, Integer> ids = new LinkedHashMap<>();
        int size = tokenizer.path("model").path("vocab").size();
        for (JsonNode token : tokenizer.path("added_tokens")) {
            int id = token.path("id").asInt();
            size = Math.max(size, id + 1);
            if (token.path("special").asBoolean(false)) {
                ids.put(token.path("content").asString(), id);
            }
        }
        JsonNode names = FolderJson.readIfPresent(folder.resolve("tokenizer_config.json"));
        JsonNode config = FolderJson.readIfPresent(folder.resolve("config.json"));
        return new SpecialTokens(
                ids,
                id(names.path("bos_token"), config.path("bos_token_id"), ids),
                id(names.path("eos_token"), config.path("eos_token_id"), ids),
                size);
    }

    /** By name in {@code tokenizer_config.json} (a string, or an object with "content"), else by number in {@code config.json}. */
    private static OptionalInt id(JsonNode name, JsonNode number, Map<String, Integer> ids) {
        Integer named = ids.get(name.isObject() ? name.path("content").asString("") : name.asString(""));
        if (named != null) {
            return OptionalInt.of(named);
        }
        JsonNode first = number.isArray() ? number.path(0) : number;
        return first.isInt() ? OptionalInt.of(first.asInt()) : OptionalInt.empty();
    }

    static boolean present(Path folder) {
        return Files.isRegularFile(folder.resolve("tokenizer.json"));
    }
}
