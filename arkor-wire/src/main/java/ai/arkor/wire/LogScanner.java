package ai.arkor.wire;

import ai.arkor.api.TrainingEvent.Meta;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.spi.LogFigures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads log events of the usual spelling: one flat object, plain ASCII without escapes, figures of a few digits. Whatever is unusual it leaves to others,
 * and it takes nothing for a log that is not JSON. A run tells of little else, which is why this costs a third of a parser. Not thread-safe.
 */
final class LogScanner {

    private static final byte[] LOG = "training.log".getBytes(StandardCharsets.US_ASCII);
    private static final int NULL_BYTES = 4;
    private static final int OTHER = -1;
    private static final int FIGURES = LogFigures.COUNT;
    private static final int TYPE = FIGURES;
    private static final int STEP = FIGURES + 1;
    private static final int JOB_ID = FIGURES + 2;
    private static final int TIMESTAMP = FIGURES + 3;

    private static final byte[][] NAMES = Stream.concat(LogFigures.NAMES.stream(), Stream.of("type", "step", "jobId", "timestamp"))
            .map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    /** The fields whose names have that many letters. */
    private static final int[][] BY_LENGTH = IntStream.range(0, 32)
            .mapToObj(length -> IntStream.range(0, NAMES.length).filter(field -> NAMES[field].length == length).toArray()).toArray(int[][]::new);

    private final DecimalScanner number = new DecimalScanner();
    /** Of the event before, which is likely that of the next. */
    private String jobId = "";
    private byte[] jobIdBytes = {};

    private byte[] bytes = {};
    private int at;
    private int end;
    private int valueStart;
    private int valueEnd;

    private LogFigures figures = new LogFigures();
    private boolean isLog;
    private long step;
    private String job = "";
    private String timestamp = "";

    /** Null when it is unusual, or no log. */
    @Nullable TrainingLog read(Utf8 data, @Nullable String eventId) {
        bytes = data.bytes();
        at = data.start();
        end = data.end();
        TrainingLog log = object(data, eventId);
        // So that a stream that is waited for keeps no chunk alive.
        bytes = LOG;
        return log;
    }

    private @Nullable TrainingLog object(Utf8 data, @Nullable String eventId) {
        figures = new LogFigures();
        isLog = false;
        step = -1;
        job = "";
        timestamp = "";
        if (!skip('{')) {
            return null;
        }
        do {
            if (!member()) {
                return null;
            }
        } while (skip(','));
        if (!isLog || step < 0 || !skip('}') || skipSpace()) {
            return null;
        }
        return new TrainingLog(new Meta("training.log", job, timestamp, eventId, () -> Json.object(data)), step, figures);
    }

    /** Whether it is a usual one. */
    private boolean member() {
        if (!skip('"') || !text()) {
            return false;
        }
        int field = field(valueStart, valueEnd - valueStart);
        if (!skip(':') || !skipSpace()) {
            return false;
        }
        if (bytes[at] == '"') {
            at++;
            return text() && take(field);
        }
        if (number.scan(bytes, at, end)) {
            at = number.end();
            return takeNumber(field);
        }
        return LineBuffer.is("null", bytes, at, Math.min(at + NULL_BYTES, end)) && takeNull(field);
    }

    private boolean takeNull(int field) {
        at += NULL_BYTES;
        if (field >= 0 && field < FIGURES) {
            figures.clear(field);
            return true;
        }
        return field == OTHER;
    }

    private boolean take(int field) {
        switch (field) {
            case TYPE -> isLog = Arrays.equals(bytes, valueStart, valueEnd, LOG, 0, LOG.length);
            case JOB_ID -> job = jobId();
            case TIMESTAMP -> timestamp = string();
            default -> {
                return field == OTHER;
            }
        }
        return true;
    }

    private boolean takeNumber(int field) {
        if (field >= 0 && field < FIGURES) {
            figures.set(field, number.value());
            return true;
        }
        if (field == STEP && number.isInteger() && !number.isNegative()) {
            step = number.significand();
            return true;
        }
        return field == OTHER;
    }

    /** The figure's index, or another of the fields. */
    private int field(int start, int length) {
        for (int field : BY_LENGTH[Math.min(length, BY_LENGTH.length - 1)]) {
            byte[] name = NAMES[field];
            if (name.length == length && Arrays.equals(bytes, start, start + length, name, 0, length)) {
                return field;
            }
        }
        return OTHER;
    }

    /** Reads up to the closing quote; false when there is an escape, a control, or a letter beyond ASCII. */
    private boolean text() {
        byte[] in = bytes;
        int to = end;
        int i = at;
        valueStart = i;
        while (i < to && in[i] != '"') {
            if (in[i] < ' ' || in[i] == '\\') {
                return false;
            }
            i++;
        }
        valueEnd = i;
        at = i + 1;
        return i < to;
    }

    private String jobId() {
        if (!Arrays.equals(bytes, valueStart, valueEnd, jobIdBytes, 0, jobIdBytes.length)) {
            jobIdBytes = Arrays.copyOfRange(bytes, valueStart, valueEnd);
            jobId = string();
        }
        return jobId;
    }

    private String string() {
        return new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.ISO_8859_1);
    }

    private boolean skip(char expected) {
        if (!skipSpace() || bytes[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether anything follows. */
    private boolean skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at < end;
    }
}
