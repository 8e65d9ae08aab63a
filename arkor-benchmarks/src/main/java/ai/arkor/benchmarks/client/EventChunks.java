package ai.arkor.benchmarks.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Spells a script's events, each as one HTTP chunk. Event k has the id and the step k; its loss has as many digits as give the frame its length. Not
 * thread-safe.
 */
final class EventChunks {

    /** As long as the ids that backends give, of which a script's own is only the beginning. */
    private static final int ID_LENGTH = 36;

    private static final int MAX_DIGITS = 19;

    private final StreamScript script;
    private final Template[] ofDigits = new Template[MAX_DIGITS + 1];

    EventChunks(StreamScript script) {
        this.script = script;
    }

    static int bytesEach(StreamScript script) {
        return Template.of(script, 1).bytes.length;
    }

    /** Puts event k, and counts from 1. */
    void put(long k, ByteBuffer into) {
        Template template = template(digits(k));
        number(k, template.bytes, template.idAt, template.digits);
        number(k, template.bytes, template.stepAt, template.digits);
        long noise = k;
        for (int i = 0; i < template.lossDigits; i++) {
            noise = noise * 6364136223846793005L + 1442695040888963407L;
            template.bytes[template.lossAt + i] = (byte) ('0' + ((noise >>> 60) * 10 >>> 4));
        }
        into.put(template.bytes);
    }

    /** The last event, and the end of the body. */
    byte[] completed() {
        long k = script.events() + 1;
        String frame = "id: " + k + "\nevent: training.completed\ndata: {\"type\":\"training.completed\",\"jobId\":\"" + script.jobId()
                + "\",\"timestamp\":\"2026-11-01T12:34:56.789Z\",\"artifacts\":[]}\n\n";
        return ascii(Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n0\r\n\r\n");
    }

    private Template template(int digits) {
        Template known = ofDigits[digits];
        if (known == null) {
            known = Template.of(script, digits);
            ofDigits[digits] = known;
        }
        return known;
    }

    private static int digits(long k) {
        int digits = 1;
        for (long rest = k; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static void number(long value, byte[] bytes, int at, int digits) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The chunk of every event whose number has that many digits. */
    private record Template(byte[] bytes, int digits, int idAt, int stepAt, int lossAt, int lossDigits) {

        static Template of(StreamScript script, int digits) {
            String size = Integer.toHexString(script.frameBytes()) + "\r\n";
            String zeros = "0".repeat(digits);
            String toId = size + "id: ";
            String toStep = zeros + "\nevent: training.log\ndata: {\"type\":\"training.log\",\"jobId\":\"" + padded(script.jobId())
                    + "\",\"timestamp\":\"2026-11-01T12:34:56.789Z\",\"step\":";
            String toLoss = zeros + ",\"loss\":1.";
            String rest = ",\"learningRate\":0.00019821,\"epoch\":1.2345,\"samplesPerSecond\":12.34";
            String end = "}\n\n";
            int missing = script.frameBytes() + size.length() - toId.length() - toStep.length() - toLoss.length() - rest.length() - end.length();
            int lossDigits = missing;
            if (script.frameBytes() > StreamScript.USUAL_FRAME_BYTES) {
                lossDigits = 10;
                String note = ",\"note\":\"";
                rest += note + "n".repeat(missing - lossDigits - note.length() - 1) + "\"";
            }
            int stepAt = toId.length() + toStep.length();
            int lossAt = stepAt + toLoss.length();
            byte[] bytes = ascii(toId + toStep + toLoss + "0".repeat(lossDigits) + rest + end + "\r\n");
            return new Template(bytes, digits, toId.length(), stepAt, lossAt, lossDigits);
        }

        private static String padded(String id) {
            return id + "f".repeat(Math.max(0, ID_LENGTH - id.length()));
        }
    }
}
