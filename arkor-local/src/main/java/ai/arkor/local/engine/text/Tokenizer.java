package ai.arkor.local.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Text to token ids and back, by the {@code tokenizer.json} of a model folder. Works offline; safe for use by several threads.
 *
 * <p>Ordinary text never becomes a special token: {@code <|im_end|>} typed by a user is encoded letter by letter.
 */
public final class Tokenizer implements AutoCloseable {
    /** System property (or environment variable) naming the folder the native library is unpacked to. */
    public static final String NATIVE_CACHE_PROPERTY = "ENGINE_CACHE_DIR";

    private final HuggingFaceTokenizer tokenizer;
    private final SpecialTokens special;

    private Tokenizer(HuggingFaceTokenizer tokenizer, SpecialTokens special) {
        this.tokenizer = tokenizer;
        this.special = special;
    }

    /**
     * Loads {@code tokenizer.json} of {@code folder}; {@code tokenizer_config.json} and {@code config.json} name the special tokens.
     *
     * @throws TextException when a file is missing or broken
     */
    public static Tokenizer load(Path folder) {
        if (!SpecialTokens.present(folder)) {
            throw new TextException("No tokenizer.json in " + folder + ". A model folder needs one beside config.json.");
        }
        SpecialTokens special = SpecialTokens.read(folder);
        try {
            return new Tokenizer(NativeTokenizers.open(folder.resolve("tokenizer.json")), special);
        } catch (IOException | RuntimeException e) {
            throw new TextException("Cannot load " + folder.resolve("tokenizer.json") + ": " + e.getMessage(), e);
        }
    }

    /** The ids of {@code text} alone: nothing put before or after it, and no special token from within it. */
    public int[] encode(String text) {
        List<String> parts = new ArrayList<>(List.of(text));
        for (String name : special.ids().keySet()) {
            List<String> split = new ArrayList<>();
            parts.forEach(part -> breakUp(part, name, split));
            parts = split;
        }
        return parts.size() == 1 ? raw(text, false) : concatenate(parts);
    }

    /** The ids of {@code text} with what the model expects around a sequence, usually one token before it. */
    public int[] encodeSequence(String text) {
        int[] bare = encode("");
        int[] around = raw("", true);
        int[] ids = encode(text);
        if (around.length == bare.length) {
            return ids;
        }
        // Only a beginning is put before: a sequence that is to be continued has no end yet.
        int[] sequence = new int[ids.length + 1];
        sequence[0] = around[0];
        System.arraycopy(ids, 0, sequence, 1, ids.length);
        return sequence;
    }

    /** The text of {@code ids}; special tokens give no text, and bytes that are not UTF-8 give U+FFFD. */
    public String decode(int... ids) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        return tokenizer.decode(wide, true);
    }

    /** A decoder for tokens that arrive one by one after {@code context}, such as the prompt of a completion. */
    public IncrementalDecoder decoder(int... context) {
        return new IncrementalDecoder(this, context);
    }

    /** The token that begins a sequence, where the model has one. */
    public OptionalInt bos() {
        return special.bos();
    }

    /** The token that ends an answer or a text, where the model has one. */
    public OptionalInt eos() {
        return special.eos();
    }

    /** The id of a special token by its text, such as {@code <|im_end|>}. */
    public OptionalInt special(String token) {
        Integer id = special.ids().get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** One more than the highest token id. */
    public int vocabularySize() {
        return special.vocabularySize();
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private int[] raw(String text, boolean addSpecialTokens) {
        long[] wide = tokenizer.encode(text, addSpecialTokens, false).getIds();
        int[] ids = new int[wide.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) wide[i];
        }
        return ids;
    }

    private int[] concatenate(List<String> parts) {
        return parts.stream().flatMapToInt(part -> java.util.Arrays.stream(raw(part, false))).toArray();
    }

    /** Cuts every occurrence of a special token's text after its first character, so that the library cannot recognise it. */
    private static void breakUp(String text, String name, List<String> parts) {
        int start = 0;
        int at = text.indexOf(name);
        while (at >= 0) {
            int cut = at + Character.charCount(text.codePointAt(at));
            parts.add(text.substring(start, cut));
            start = cut;
            at = text.indexOf(name, start);
        }
        parts.add(text.substring(start));
    }
}
