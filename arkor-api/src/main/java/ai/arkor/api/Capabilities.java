package ai.arkor.api;

import java.util.List;

/**
 * What a backend can do beyond the common protocol, as it says itself.
 *
 * @param localFiles whether it reads dataset files of this machine
 * @param models the base models it trains, by name
 * @param modelFolders whether a base model may also be named by a folder of this machine
 */
public record Capabilities(boolean localFiles, List<String> models, boolean modelFolders) {

    /** The rules of Arkor Cloud, which hold for a backend that does not tell its own. */
    public static final Capabilities ARKOR_CLOUD = new Capabilities(false, Models.SUPPORTED, false);

    public Capabilities {
        models = List.copyOf(models);
    }
}
