package ai.arkor.local.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The door to the native tokenizers library.
 *
 * <p>DJL reads its switches from system properties at first use. Left alone it reports to its makers when it runs on EC2 and
 * unpacks its library under the user's home; so both are settled here, before its first class is touched.
 */
final class NativeTokenizers {
    /** No truncation and no padding: sequence lengths are this engine's business. */
    private static final Map<String, String> OPTIONS =
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false");

    static {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        // One place for everything unpacked: whoever moved libtorch's natives moves these too.
        String javacpp = System.getProperty("org.bytedeco.javacpp.cachedir");
        if (javacpp != null && System.getProperty(Tokenizer.NATIVE_CACHE_PROPERTY) == null) {
            System.setProperty(Tokenizer.NATIVE_CACHE_PROPERTY, Path.of(javacpp, "djl").toString());
        }
    }

    private NativeTokenizers() {}

    static HuggingFaceTokenizer open(Path tokenizerJson) throws IOException {
        return HuggingFaceTokenizer.newInstance(tokenizerJson, OPTIONS);
    }
}
