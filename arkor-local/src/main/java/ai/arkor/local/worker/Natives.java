package ai.arkor.local.worker;

/** What to say where libtorch's native libraries are not. */
final class Natives {

    private Natives() {}

    static String missing(Throwable cause) {
        return "libtorch's native libraries for this machine (" + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ") cannot be loaded (" + cause + "). Put org.bytedeco's pytorch, openblas and javacpp with this platform's classifier on the module or class"
                + " path, or use a remote backend: --backend URL, or ARKOR_CLOUD_API_URL.";
    }
}
