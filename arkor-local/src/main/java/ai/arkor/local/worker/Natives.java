package ai.arkor.local.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What to say where the engine's native libraries cannot be loaded. */
final class Natives {

    /** Where JavaCPP, and by the tokenizer's wish the tokenizer too, unpacks native libraries. */
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** What is unpacked on Linux x86-64: libtorch, OpenBLAS, the tokenizer. */
    private static final long UNPACKED_MEGABYTES = 460;

    private Natives() {}

    static String missing(Throwable cause) {
        String cache = System.getProperty(CACHE_PROPERTY);
        return cache == null ? missing(cause, Long.MAX_VALUE, Path.of("")) : missing(cause, freeMegabytes(Path.of(cache)), Path.of(cache));
    }

    /** An unpacking that broke off for want of space leaves no other trace than libraries that are not found. */
    static String missing(Throwable cause, long freeMegabytes, Path cache) {
        if (freeMegabytes < UNPACKED_MEGABYTES) {
            return "the engine's native libraries cannot be loaded (" + cause + "). They are unpacked once to " + cache + ", which takes " + UNPACKED_MEGABYTES
                    + " MB, and its disk has " + freeMegabytes + " MB left. Free some and start it again.";
        }
        return "the engine's native libraries for this machine (" + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ") cannot be loaded (" + cause + "). Put org.bytedeco's pytorch, openblas and javacpp with this platform's classifier on the module or class"
                + " path, or use a remote backend: --backend URL, or ARKOR_CLOUD_API_URL.";
    }

    private static long freeMegabytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >> 20;
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
