package ai.arkor.api;

import java.util.List;

/** The base models Arkor Cloud trains. The embedded backend has models of its own, which {@link Capabilities} names. */
public final class Models {

    public static final String GEMMA_4_E4B_IT = "unsloth/gemma-4-E4B-it";

    /** Every model Arkor Cloud accepts; checked before anything is sent to it. */
    public static final List<String> SUPPORTED = List.of(GEMMA_4_E4B_IT);

    /** The small model that comes with the embedded backend. */
    public static final String ARKOR_TINY = "arkor-tiny";

    private Models() {}
}
