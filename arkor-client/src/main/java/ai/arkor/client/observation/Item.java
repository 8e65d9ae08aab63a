package ai.arkor.client.observation;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.wire.EventReader;
import ai.arkor.wire.JsonSyntaxException;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.Utf8;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A frame of the stream, understood.
 *
 * @param id to resume after it; null when it has none
 * @param event what it tells; null for a keep-alive, an end, and what is no event
 * @param isProgress whether it shows that the stream works
 * @param bytes about the memory it takes
 */
record Item(@Nullable String id, @Nullable TrainingEvent event, boolean isEnd, boolean isProgress, int bytes) {

    private static final Logger LOG = LoggerFactory.getLogger(Item.class);

    static Item of(@Nullable String frameId, String name, Utf8 data, EventReader reader) {
        String id = frameId == null || frameId.isEmpty() ? null : frameId;
        boolean isEnd = name.equals(SseFrame.END);
        if (isEnd || name.equals(SseFrame.PING)) {
            return new Item(id, null, isEnd, false, 0);
        }
        try {
            return new Item(id, reader.read(data, id), false, true, data.length());
        } catch (JsonSyntaxException garbage) {
            LOG.debug("A frame of the event stream is not JSON; skipped", garbage);
            return new Item(id, null, false, false, 0);
        }
    }

    boolean isTerminal() {
        return event instanceof TrainingCompleted || event instanceof TrainingFailed;
    }
}
