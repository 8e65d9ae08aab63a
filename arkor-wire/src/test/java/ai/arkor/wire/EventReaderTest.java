package ai.arkor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.UnknownEvent;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final int SAMPLES = 10_000;
    private static final String USUAL = "{\"type\":\"training.log\",\"jobId\":\"j\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"step\":7,\"loss\":1.25}";

    private final EventReader reader = new EventReader();

    @Test
    void readsTheUsualLogWithoutAParser() {
        TrainingLog log = new LogScanner().read(utf8(USUAL), "3");
        assertThat(log).isNotNull().isEqualTo(viaTree(USUAL)).extracting(l -> l.meta().json().toString()).isEqualTo(USUAL);
        assertThat(log.loss()).hasValue(1.25);
        assertThat(log.evalLoss()).isEmpty();
        assertThat(log.meta().jobId()).isEqualTo("j");
    }

    /** Each spelling is read as a tree of it would be, whichever way it is read. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "-3", "12345678901234567890", "1e2", "\"7\"", "null", "true", "[1]", "{\"a\":1}", "0", "-0", "007", "1.", ".5", "+1", "1e", "NaN"})
    void aStepOfAnySpellingIsReadAsItsTreeIs(String step) {
        assertSame(USUAL.replace("7", step));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "1e999", "-1e-999", "0.1", "123456789.123456789012345", "9007199254740993", "\"NaN\"", "\"-Infinity\"", "\"x\"", "null", "true", "1E+2", "{}"})
    void aLossOfAnySpellingIsReadAsItsTreeIs(String loss) {
        assertSame(USUAL.replace("1.25", loss));
        assertSame(USUAL.replace("1.25", "1,\"loss\":" + loss + ",\"loss\":" + loss));
    }

    @Test
    void anyLogIsReadAsItsTreeIs() {
        long seed = System.nanoTime();
        System.out.println("anyLogIsReadAsItsTreeIs seed " + seed);
        Random random = new Random(seed);
        int byScanner = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            String text = document(random);
            byScanner += new LogScanner().read(utf8(text), "3") == null ? 0 : 1;
            assertSame(text);
            assertSame(damaged(text, random));
        }
        assertThat(byScanner).as("read without a parser").isBetween(SAMPLES / 50, SAMPLES);
    }

    private void assertSame(String text) {
        JsonObject tree;
        try {
            tree = Json.object(utf8(text));
        } catch (JsonSyntaxException garbage) {
            assertThat(new LogScanner().read(utf8(text), "3")).as(text).isNull();
            return;
        }
        TrainingEvent event = reader.read(utf8(text), "3");
        if (tree.string("type").isEmpty()) {
            assertThat(event).as(text).isNull();
            return;
        }
        assertThat(event).as(text).isNotNull();
        assertThat(event.meta().json()).as(text).isEqualTo(tree);
        if (event instanceof UnknownEvent) {
            assertThatThrownBy(() -> asLog(text)).as(text).isInstanceOf(RuntimeException.class);
            return;
        }
        TrainingEvent expected = TrainingEvent.of(tree, "3");
        assertThat(event.getClass()).isEqualTo(expected.getClass());
        assertThat(event.meta().type()).isEqualTo(expected.meta().type());
        assertThat(event.meta().jobId()).isEqualTo(expected.meta().jobId());
        assertThat(event.meta().timestamp()).isEqualTo(expected.meta().timestamp());
        assertThat(event.meta().eventId()).hasValue("3");
        if (event instanceof TrainingLog log) {
            assertThat(figures(log)).as(text).isEqualTo(figures((TrainingLog) expected));
        }
    }

    private static TrainingLog asLog(String text) {
        return (TrainingLog) TrainingEvent.of(Json.parseObject(text), "3");
    }

    private static TrainingEvent viaTree(String text) {
        return TrainingEvent.of(Json.parseObject(text), "3");
    }

    private static List<Object> figures(TrainingLog log) {
        return List.of(log.step(), log.loss(), log.evalLoss(), log.learningRate(), log.epoch(), log.samplesPerSecond());
    }

    private static String document(Random random) {
        StringBuilder text = new StringBuilder(space(random)).append('{');
        for (int member = random.nextInt(2) == 0 ? 0 : 1, count = 1 + random.nextInt(8); member <= count; member++) {
            String name = member == 0 ? "type" : pick(random, "step", "step", "loss", "evalLoss", "learningRate", "epoch", "samplesPerSecond", "jobId", "timestamp", "note", "type", "é", "");
            text.append(member == 0 || text.charAt(text.length() - 1) == '{' ? "" : ",").append(space(random)).append('"').append(name).append('"').append(space(random)).append(':')
                    .append(space(random)).append(value(name, random)).append(space(random));
        }
        return text.append('}').append(space(random)).toString();
    }

    private static String value(String name, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> pick(random, "null", "true", "{\"a\":[1,2]}", "[]", "\"\"", "\"a\\\"b\"", "\"é🚀\"", "\"NaN\"");
            case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7fef_ffff_ffff_ffffL));
            case 2 -> Long.toString(random.nextLong());
            default -> switch (name) {
                case "type" -> "\"training.log\"";
                case "jobId", "timestamp", "note" -> "\"" + Integer.toHexString(random.nextInt()) + "\"";
                case "step" -> Integer.toString(random.nextInt(1_000_000));
                default -> Double.toString(random.nextInt(2_000_000) / Math.pow(10, random.nextInt(9)) - 1);
            };
        };
    }

    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            default -> text.substring(0, at) + pick(random, "\"", "{", "}", ",", ":", "\\", "0", "-", "e", ".", " ", "n") + text.substring(at);
        };
    }

    private static String space(Random random) {
        return random.nextInt(8) == 0 ? pick(random, " ", "\t", "\n", "\r", "  ") : "";
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    private static Utf8 utf8(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return new Utf8(bytes, 1, bytes.length - 1);
    }
}
