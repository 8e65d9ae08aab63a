package ai.arkor.client.observation;

import ai.arkor.wire.EventReader;
import ai.arkor.wire.FrameTooLargeException;
import ai.arkor.wire.SseParser;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of one answer, taken apart as it comes. Its signals are changes for the owner to run where it runs everything else. */
final class StreamBody implements Flow.Subscriber<List<ByteBuffer>> {

    /** How much is read ahead of who takes it, so that reading and taking need not wait for each other. */
    private static final int AHEAD_BYTES = 64 << 10;

    private final Consumer<Runnable> changes;
    private final SseParser parser = new SseParser();
    private final EventReader reader = new EventReader();
    private final Deque<Item> items = new ArrayDeque<>();
    private int itemBytes;
    private Flow.@Nullable Subscription subscription;
    private boolean pulling;
    private boolean over;
    private volatile boolean cancelled;
    private @Nullable Throwable failure;

    /** @param changes runs each change, one after the other, and looks at this again after it */
    StreamBody(Consumer<Runnable> changes) {
        this.changes = changes;
    }

    /** For a body that came too late: ends it, which releases its connection. */
    static StreamBody discarding() {
        StreamBody body = new StreamBody(Runnable::run);
        body.cancel();
        return body;
    }

    /** The next item, which stays; null when there is none. */
    @Nullable Item peek() {
        return items.peek();
    }

    void drop() {
        itemBytes -= items.remove().bytes();
    }

    /** Whether nothing comes any more. */
    boolean isOver() {
        return over;
    }

    /** What broke it; null when it ended well. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Has more bytes read, unless they are on their way already or there is enough. */
    void readAhead() {
        if (subscription != null && !pulling && itemBytes < AHEAD_BYTES) {
            pulling = true;
            subscription.request(1);
        }
    }

    void cancel() {
        cancelled = true;
        items.clear();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        changes.accept(() -> {
            subscription = given;
            if (cancelled) {
                given.cancel();
            }
        });
    }

    /** Taking the bytes apart is the most of the work, and nobody is kept waiting by it. */
    @Override
    public void onNext(List<ByteBuffer> chunk) {
        List<Item> parsed = new ArrayList<>(chunk.size());
        FrameTooLargeException tooLarge = cancelled ? null : parse(chunk, parsed);
        changes.accept(() -> {
            pulling = false;
            if (!cancelled) {
                parsed.forEach(this::add);
                over |= tooLarge != null;
                failure = tooLarge == null ? failure : tooLarge;
            }
        });
    }

    @Override
    public void onError(Throwable broken) {
        changes.accept(() -> {
            over = true;
            failure = broken;
        });
    }

    @Override
    public void onComplete() {
        changes.accept(() -> over = true);
    }

    private @Nullable FrameTooLargeException parse(List<ByteBuffer> chunk, List<Item> to) {
        try {
            for (ByteBuffer bytes : chunk) {
                parser.feed(bytes, (id, name, data) -> to.add(Item.of(id, name, data, reader)));
            }
            return null;
        } catch (FrameTooLargeException tooLarge) {
            return tooLarge;
        }
    }

    private void add(Item item) {
        items.add(item);
        itemBytes += item.bytes();
    }
}
