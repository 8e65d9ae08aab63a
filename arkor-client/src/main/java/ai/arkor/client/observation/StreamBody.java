package ai.arkor.client.observation;

import ai.arkor.wire.FrameTooLargeException;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.SseParser;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of one answer, taken apart as it comes. Its signals are changes for the owner to run where it runs everything else. */
final class StreamBody implements Flow.Subscriber<List<ByteBuffer>> {

    private final Consumer<Runnable> changes;
    private final SseParser parser = new SseParser();
    private final Deque<Item> items = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean pulling;
    private boolean over;
    private boolean cancelled;
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

    Optional<Item> peek() {
        return Optional.ofNullable(items.peek());
    }

    void drop() {
        items.remove();
    }

    /** Whether nothing comes any more. */
    boolean isOver() {
        return over;
    }

    /** What broke it; null when it ended well. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Asks for more bytes. Tells whether it did: not while they are on their way already. */
    boolean pull() {
        if (subscription == null || pulling) {
            return false;
        }
        pulling = true;
        subscription.request(1);
        return true;
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

    @Override
    public void onNext(List<ByteBuffer> chunk) {
        changes.accept(() -> {
            pulling = false;
            if (!cancelled) {
                parse(chunk);
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

    private void parse(List<ByteBuffer> chunk) {
        try {
            for (ByteBuffer bytes : chunk) {
                for (SseFrame frame : parser.feed(bytes)) {
                    items.add(Item.of(frame));
                }
            }
        } catch (FrameTooLargeException tooLarge) {
            over = true;
            failure = tooLarge;
        }
    }
}
