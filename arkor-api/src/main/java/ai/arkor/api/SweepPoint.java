package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point of a grid.
 *
 * @param number counted from 1
 */
record SweepPoint(int number, Map<String, JsonValue> settings, TrainerConfig config) {

    SweepPoint {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
