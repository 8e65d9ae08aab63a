package ai.arkor.local.pretrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up words in WordNet's file format (wndb(5WN)), enough of them in each field for every task. */
final class SmallWordNet {

    private static final Map<String, Integer> FIELDS = Map.of("animal", 5, "food", 13, "person", 18, "plant", 20, "body", 8, "tool", 6, "place", 15);
    private static final int EACH = 400;

    private SmallWordNet() {}

    static WordNet write(Path folder) throws IOException {
        List<String> nouns = new ArrayList<>(List.of("  1 A line of the licence begins with two spaces."));
        List<String> counts = new ArrayList<>();
        int offset = 0;
        for (String field : FIELDS.keySet().stream().sorted().toList()) {
            int parent = offset;
            for (int i = 0; i < EACH; i++) {
                String word = field + i;
                nouns.add("%08d %02d n 02 %s 0 %s_too 0 001 @ %08d n 0000 | a made up %s number %d; \"the %s was seen\"".formatted(
                        offset, FIELDS.get(field), word, word, parent, field, i, word));
                counts.add(word + "%1:05:00:: 1 1");
                offset++;
            }
        }
        Files.write(folder.resolve("data.noun"), nouns);
        for (String part : List.of("verb", "adj", "adv")) {
            Files.write(folder.resolve("data." + part), List.of());
        }
        Files.write(folder.resolve("cntlist.rev"), counts);
        return WordNet.read(folder);
    }
}
