package ai.arkor.client.observation;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.Meta;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import ai.arkor.wire.SseFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A frame of the stream, understood.
 *
 * @param event what it tells; null for a keep-alive, an end, and what is no event
 * @param isProgress whether it shows that the stream works
 */
record Item(Optional<String> id, @Nullable TrainingEvent event, boolean isEnd, boolean isProgress) {

    private static final Logger LOG = LoggerFactory.getLogger(Item.class);

    static Item of(SseFrame frame) {
        Optional<String> id = frame.id().filter(text -> !text.isEmpty());
        if (frame.isPing() || frame.isEnd()) {
            return new Item(id, null, frame.isEnd(), false);
        }
        try {
            boolean isObject = Json.parse(frame.data()) instanceof JsonObject;
            return new Item(id, isObject ? event(Json.parseObject(frame.data()), id.orElse(null)) : null, false, true);
        } catch (JsonSyntaxException garbage) {
            LOG.debug("A frame of the event stream is not JSON; skipped", garbage);
            return new Item(id, null, false, false);
        }
    }

    boolean isTerminal() {
        return event instanceof TrainingCompleted || event instanceof TrainingFailed;
    }

    private static @Nullable TrainingEvent event(JsonObject json, @Nullable String id) {
        Optional<String> type = json.string("type");
        if (type.isEmpty()) {
            return null;
        }
        try {
            return TrainingEvent.of(json, id);
        } catch (IllegalArgumentException incomplete) {
            LOG.debug("An event lacks a field; passed on as unknown", incomplete);
            return new TrainingEvent.UnknownEvent(new Meta(
                    type.get(), json.string("jobId").orElse(""), json.string("timestamp").orElse(""), Optional.ofNullable(id), json));
        }
    }
}
