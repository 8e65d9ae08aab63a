package ai.arkor.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way in which one answer goes wrong, given to {@link ScriptedCloud#fault} or {@link ScriptedJob#fault}. Several are combined by {@link #and}; of two
 * that say the same thing differently, the later one holds. Immutable.
 *
 * <pre>{@code
 * job.fault(Fault.dropAfterEvents(3), Fault.status(503).and(Fault.retryAfter("2")), Fault.splitEvery(1));
 * }</pre>
 */
public final class Fault {

    /** How a stream stops. */
    enum Stop {
        /** The connection ends within the body. */
        DROP,
        /** The connection is reset. */
        RESET,
        /** The body ends as if all was told. */
        CLOSE,
        /** As {@link #CLOSE}, after an {@code end} frame. */
        END,
        /** Nothing comes any more. */
        STALL
    }

    /** What goes right. */
    static final Fault NONE = new Fault(new Switches());

    private final Switches switches;

    private Fault(Switches switches) {
        this.switches = switches;
    }

    /** The stream's connection ends within the body, after that many events of this opening. */
    public static Fault dropAfterEvents(int events) {
        return stop(Stop.DROP, events, null);
    }

    /** The connection ends after that many bytes of the answer's body, wherever that is. */
    public static Fault dropAfterBytes(long bytes) {
        return stop(Stop.DROP, null, bytes);
    }

    /** As {@link #dropAfterEvents}, by a TCP reset. */
    public static Fault resetAfterEvents(int events) {
        return stop(Stop.RESET, events, null);
    }

    /** The stream ends as if nothing was wrong, after that many events of this opening. */
    public static Fault closeAfterEvents(int events) {
        return stop(Stop.CLOSE, events, null);
    }

    /** The stream says {@code end} after that many events of this opening, whatever the job does. */
    public static Fault endAfterEvents(int events) {
        return stop(Stop.END, events, null);
    }

    /** The stream falls silent after that many events of this opening, until the client leaves. */
    public static Fault stallAfterEvents(int events) {
        return stop(Stop.STALL, events, null);
    }

    /** The answer falls silent after that many bytes of its body, until the client leaves. */
    public static Fault stallAfterBytes(long bytes) {
        return stop(Stop.STALL, null, bytes);
    }

    /** The request is never answered, until the client leaves. */
    public static Fault stallHeaders() {
        return set(s -> s.stallHeaders = true);
    }

    /** The answer begins when that is complete. */
    public static Fault delayHeadersUntil(CompletionStage<?> moment) {
        return set(s -> s.headersAfter = moment);
    }

    /** Refused with that status and {@code {"error": …}}; nothing is done. */
    public static Fault status(int status) {
        return status(status, "{\"error\":\"scripted " + status + "\"}");
    }

    /** Refused with that status and body; nothing is done. */
    public static Fault status(int status, String body) {
        return set(s -> {
            s.status = status;
            s.body = body.getBytes(StandardCharsets.UTF_8);
        });
    }

    /** @param value seconds, or an HTTP date */
    public static Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /** A further header of the answer. */
    public static Fault header(String name, String value) {
        return set(s -> s.headers.add(name + ": " + value));
    }

    public static Fault contentType(String value) {
        return set(s -> s.contentType = value);
    }

    /** A success with that body in place of the true one; what was asked for is done. */
    public static Fault body(String body) {
        return set(s -> s.body = body.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer's body has its first {@code bytes} bytes only, and says that this is all. */
    public static Fault truncatedTo(int bytes) {
        return set(s -> s.truncatedTo = bytes);
    }

    /** What was asked for is done, and the connection ends without an answer. */
    public static Fault lostAnswer() {
        return set(s -> s.lostAnswer = true);
    }

    /** The connection is reset, and nothing is done. */
    public static Fault reset() {
        return set(s -> s.reset = true);
    }

    /** The stream's bytes are sent in pieces of that size, each by itself. */
    public static Fault splitEvery(int bytes) {
        return set(s -> s.pieces = Pieces.every(bytes));
    }

    /** The stream's bytes are sent in pieces of 1 to 64 bytes, as the seed has it. */
    public static Fault splitAtRandom(long seed) {
        return set(s -> s.pieces = Pieces.random(seed));
    }

    /** Every frame is sent twice. */
    public static Fault duplicate() {
        return set(s -> s.copies = 2);
    }

    /** The stream begins that many events before where it was asked to. */
    public static Fault rewind(int events) {
        return set(s -> s.rewind = events);
    }

    /** Every two events in a row change places. */
    public static Fault reorder() {
        return set(s -> s.reorder = true);
    }

    /** That text goes before every frame, as it is. */
    public static Fault garbage(String text) {
        return set(s -> s.before = text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code pace} is run before every event; the event waits for it. */
    public static Fault slow(Runnable pace) {
        return set(s -> s.pace = pace);
    }

    /** Both. */
    public Fault and(Fault other) {
        Switches both = new Switches();
        both.take(switches);
        both.take(other.switches);
        return new Fault(both);
    }

    private static Fault stop(Stop stop, @Nullable Integer events, @Nullable Long bytes) {
        return set(s -> {
            s.stop = stop;
            s.stopAfterEvents = events;
            s.stopAfterBytes = bytes;
        });
    }

    private static Fault set(Consumer<Switches> change) {
        Switches switches = new Switches();
        change.accept(switches);
        return new Fault(switches);
    }

    Optional<Stop> stop() {
        return Optional.ofNullable(switches.stop);
    }

    OptionalLong stopAfterEvents() {
        return switches.stopAfterEvents == null ? OptionalLong.empty() : OptionalLong.of(switches.stopAfterEvents);
    }

    OptionalLong stopAfterBytes() {
        return switches.stopAfterBytes == null ? OptionalLong.empty() : OptionalLong.of(switches.stopAfterBytes);
    }

    boolean stallsHeaders() {
        return switches.stallHeaders;
    }

    Optional<CompletionStage<?>> headersAfter() {
        return Optional.ofNullable(switches.headersAfter);
    }

    /** Empty unless it refuses. */
    Optional<Integer> refusal() {
        return Optional.ofNullable(switches.status);
    }

    Optional<byte[]> replacedBody() {
        return Optional.ofNullable(switches.body);
    }

    List<String> headers() {
        return switches.headers;
    }

    String contentTypeOr(String usual) {
        return switches.contentType == null ? usual : switches.contentType;
    }

    byte[] truncated(byte[] body) {
        return switches.truncatedTo == null ? body : java.util.Arrays.copyOf(body, Math.min(body.length, switches.truncatedTo));
    }

    boolean losesAnswer() {
        return switches.lostAnswer;
    }

    boolean resets() {
        return switches.reset;
    }

    Pieces pieces() {
        return switches.pieces;
    }

    int copies() {
        return switches.copies;
    }

    int rewinds() {
        return switches.rewind;
    }

    boolean reorders() {
        return switches.reorder;
    }

    byte[] before() {
        return switches.before;
    }

    void pace() {
        switches.pace.run();
    }

    /** What is set; null and the first values mean that nothing is wrong. */
    private static final class Switches {
        @Nullable Stop stop;
        @Nullable Integer stopAfterEvents;
        @Nullable Long stopAfterBytes;
        boolean stallHeaders;
        @Nullable CompletionStage<?> headersAfter;
        @Nullable Integer status;
        byte @Nullable [] body;
        final List<String> headers = new ArrayList<>();
        @Nullable String contentType;
        @Nullable Integer truncatedTo;
        boolean lostAnswer;
        boolean reset;
        Pieces pieces = Pieces.WHOLE;
        int copies = 1;
        int rewind;
        boolean reorder;
        byte[] before = {};
        Runnable pace = NO_PACE;

        private static final Runnable NO_PACE = () -> {};

        void take(Switches other) {
            if (other.stop != null) {
                stop = other.stop;
                stopAfterEvents = other.stopAfterEvents;
                stopAfterBytes = other.stopAfterBytes;
            }
            stallHeaders |= other.stallHeaders;
            headersAfter = other.headersAfter == null ? headersAfter : other.headersAfter;
            status = other.status == null ? status : other.status;
            body = other.body == null ? body : other.body;
            headers.addAll(other.headers);
            contentType = other.contentType == null ? contentType : other.contentType;
            truncatedTo = other.truncatedTo == null ? truncatedTo : other.truncatedTo;
            lostAnswer |= other.lostAnswer;
            reset |= other.reset;
            pieces = other.pieces == Pieces.WHOLE ? pieces : other.pieces;
            copies = Math.max(copies, other.copies);
            rewind = Math.max(rewind, other.rewind);
            reorder |= other.reorder;
            before = other.before.length == 0 ? before : other.before;
            pace = other.pace == NO_PACE ? pace : other.pace;
        }
    }
}
