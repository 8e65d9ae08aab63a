package ai.arkor.client.observation;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TransportException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.client.transport.Opening;
import ai.arkor.wire.SseFrame;
import ai.arkor.wire.SseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;

/**
 * A backend with a fixed list of events, which it tells in an unlucky way: it refuses, breaks off at any byte, falls silent, closes or says it ended
 * early, repeats events, and strews keep-alives and garbage. After many faults it runs out of them.
 */
final class FaultySource implements RunSource {

    private final SimulatedTime time;
    private final Random random;
    private final List<String> events;
    private final String finalStatus;
    private final BooleanSupplier wanted;
    private int faultsLeft;
    private int furthest;
    private int open;

    /**
     * @param events the data of each; event number n has the id n + 1
     * @param wanted whether the observer asked for an event it was not given yet
     */
    FaultySource(SimulatedTime time, Random random, List<String> events, String finalStatus, BooleanSupplier wanted) {
        this.time = time;
        this.random = random;
        this.events = events;
        this.finalStatus = finalStatus;
        this.wanted = wanted;
        this.faultsLeft = random.nextInt(12);
    }

    /** How many bodies are not yet at their end nor cancelled. */
    int open() {
        return open;
    }

    @Override
    public CompletableFuture<Opening> open(Optional<String> lastEventId) {
        CompletableFuture<Opening> opening = new CompletableFuture<>();
        int from = lastEventId.map(Integer::parseInt).orElse(0);
        Fault fault = fault();
        time.later(() -> {
            switch (fault) {
                case UNREACHABLE -> opening.completeExceptionally(new TransportException("unreachable", null));
                case REFUSED -> opening.complete(new Opening.Refused(headers(), new CloudApiException(random.nextBoolean() ? 404 : 503, "later")));
                case SILENT_OPENING -> {
                    // Never answered.
                }
                default -> answer(opening, from, fault);
            }
        });
        return opening;
    }

    private void answer(CompletableFuture<Opening> opening, int from, Fault fault) {
        Body body = new Body(stream(from, fault), fault);
        if (!opening.complete(new Opening.Opened(headers(), body))) {
            body.release();
        }
    }

    @Override
    public CompletableFuture<TrainingJob> fetch() {
        CompletableFuture<TrainingJob> fetched = new CompletableFuture<>();
        boolean fails = fault() == Fault.UNREACHABLE;
        time.later(() -> {
            if (fails) {
                fetched.completeExceptionally(new TransportException("unreachable", null));
            } else {
                fetched.complete(job(furthest == events.size() ? finalStatus : "running"));
            }
        });
        return fetched;
    }

    @Override
    public CompletableFuture<?> cancel() {
        throw new AssertionError("an observation cancels no run");
    }

    static TrainingJob job(String status) {
        return TrainingJob.of(JsonValue.object()
                .with("id", JsonValue.of("j")).with("orgId", JsonValue.of("o")).with("projectId", JsonValue.of("p")).with("name", JsonValue.of("n"))
                .with("createdAt", JsonValue.of("2026-01-02T03:04:05.000Z")).with("status", JsonValue.of(status))
                .with("config", JsonValue.object().with("model", JsonValue.of("m"))));
    }

    private Fault fault() {
        if (faultsLeft == 0) {
            return Fault.NONE;
        }
        faultsLeft--;
        return Fault.values()[random.nextInt(Fault.values().length)];
    }

    private HttpHeaders headers() {
        return HttpHeaders.of(random.nextInt(4) == 0 ? Map.of("Retry-After", List.of("7")) : Map.of(), (name, value) -> true);
    }

    /** The bytes of an answer. The last event is followed by {@code end}, which alone tells of a cancelled run. */
    private byte[] stream(int from, Fault fault) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int to = fault == Fault.EARLY_END ? from + random.nextInt(events.size() - from + 1) : events.size();
        int first = Math.max(0, from - (random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0));
        for (int i = first; i < to; i += random.nextInt(6) == 0 && i > first ? 0 : 1) {
            if (random.nextInt(4) == 0) {
                out.writeBytes(noise());
            }
            out.writeBytes(SseWriter.write(SseFrame.of(Integer.toString(i + 1), "any", events.get(i))));
        }
        if (fault != Fault.NO_END) {
            out.writeBytes(SseWriter.write(new SseFrame(Optional.empty(), SseFrame.END, "")));
        }
        byte[] whole = out.toByteArray();
        boolean cut = fault == Fault.EARLY_CLOSE || fault == Fault.RESET || fault == Fault.SILENT_STREAM;
        return cut ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
    }

    private byte[] noise() {
        return switch (random.nextInt(3)) {
            case 0 -> SseWriter.write(SseFrame.ping());
            case 1 -> "data: {not json\n\n".getBytes(StandardCharsets.UTF_8);
            default -> ": comment\n\n".getBytes(StandardCharsets.UTF_8);
        };
    }

    private enum Fault {
        NONE,
        UNREACHABLE,
        REFUSED,
        SILENT_OPENING,
        SILENT_STREAM,
        EARLY_CLOSE,
        EARLY_END,
        NO_END,
        RESET
    }

    /** Gives what is asked for, in pieces of any size, later. */
    private final class Body implements Flow.Publisher<List<ByteBuffer>>, Flow.Subscription {
        private final byte[] bytes;
        private final Fault fault;
        private Flow.Subscriber<? super List<ByteBuffer>> subscriber;
        private int at;
        private boolean over;

        Body(byte[] bytes, Fault fault) {
            this.bytes = bytes;
            this.fault = fault;
            open++;
            furthest = Math.max(furthest, fault == Fault.NONE || fault == Fault.NO_END ? events.size() : 0);
        }

        void release() {
            if (!over) {
                over = true;
                open--;
            }
        }

        @Override
        public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> given) {
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            if (!wanted.getAsBoolean()) {
                throw new AssertionError("bytes are asked for while nobody wants an event");
            }
            for (long i = 0; i < n; i++) {
                time.later(this::deliver);
            }
        }

        @Override
        public void cancel() {
            release();
        }

        private void deliver() {
            if (over) {
                return;
            }
            List<ByteBuffer> pieces = new ArrayList<>();
            for (int count = 1 + random.nextInt(2); count > 0 && at < bytes.length; count--) {
                int length = Math.min(1 + random.nextInt(120), bytes.length - at);
                pieces.add(ByteBuffer.wrap(bytes, at, length).slice());
                at += length;
            }
            if (!pieces.isEmpty()) {
                subscriber.onNext(pieces);
            }
            if (at == bytes.length && !over && fault != Fault.SILENT_STREAM) {
                release();
                if (fault == Fault.RESET) {
                    subscriber.onError(new IOException("connection reset"));
                } else {
                    subscriber.onComplete();
                }
            }
        }
    }
}
