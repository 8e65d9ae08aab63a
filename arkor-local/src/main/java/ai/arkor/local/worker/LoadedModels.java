package ai.arkor.local.worker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models one lane has in memory, the least lately asked leaving first. Used by one thread. */
final class LoadedModels {

    private static final int MOST = 2;

    private final Map<Path, LoadedModel> loaded = new LinkedHashMap<>(MOST, 1, true);

    /** The model of that folder, loaded when it is not. */
    LoadedModel of(Path folder) {
        LoadedModel known = loaded.get(folder);
        if (known != null) {
            return known;
        }
        if (loaded.size() == MOST) {
            Path eldest = loaded.keySet().iterator().next();
            LoadedModel leaving = loaded.remove(eldest);
            leaving.close();
        }
        LoadedModel model = LoadedModel.load(folder);
        loaded.put(folder, model);
        return model;
    }
}
