package ai.arkor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void readsEveryKindOfLineEnd(String end) {
        assertThat(parse(String.join(end, "id: 7", "event: training.log", "data: {}", "", "")))
                .containsExactly(SseFrame.of("7", "training.log", "{}"));
    }

    @Test
    void joinsDataLinesByLineFeeds() {
        assertThat(parse("data: a\ndata:b\ndata\ndata:  c\n\n")).containsExactly(frame("a\nb\n\n c"));
    }

    @Test
    void doesNotDeliverAFrameWithoutADataLine() {
        assertThat(parse("id: 1\nevent: ping\n\ndata: x\n\n")).containsExactly(frame("x"));
    }

    @Test
    void deliversAnEmptyDataLine() {
        assertThat(parse("event: end\ndata:\n\n")).containsExactly(new SseFrame(Optional.empty(), "end", ""));
    }

    @Test
    void keepsIdsToTheirOwnFrame() {
        assertThat(parse("id: 1\ndata: a\n\ndata: b\n\n")).containsExactly(SseFrame.of("1", "", "a"), frame("b"));
    }

    @Test
    void ignoresAnIdWithNul() {
        assertThat(parse("id: 1\0\ndata: a\n\n")).containsExactly(frame("a"));
    }

    @Test
    void skipsCommentsAndUnknownFields() {
        assertThat(parse(": hello\nretry: 10\nfuture: x\ndata: a\n\n")).containsExactly(frame("a"));
    }

    @Test
    void skipsAByteOrderMarkAtTheStartOnly() {
        assertThat(parse("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly(frame("a"));
    }

    @Test
    void dropsAFrameTheStreamEndsIn() {
        assertThat(parse("data: a\n\ndata: b\n")).containsExactly(frame("a"));
    }

    @Test
    void refusesAFrameOverTheLimitAndTakesOneAtIt() {
        assertThat(new SseParser(7).feed(bytes("data: a\n\ndata: b\n\n"))).hasSize(2);
        assertThatThrownBy(() -> new SseParser(6).feed(bytes("data: a\n\n")))
                .isInstanceOf(FrameTooLargeException.class)
                .hasMessageContaining("6 bytes");
    }

    @Test
    void appliesTheLimitHoweverTheStreamIsCut() {
        SseParser parser = new SseParser(6);
        parser.feed(bytes("data: "));

        assertThatThrownBy(() -> parser.feed(bytes("a"))).isInstanceOf(FrameTooLargeException.class);
        assertThatThrownBy(() -> new SseParser(1000).feed(bytes("data\n".repeat(1001)))).isInstanceOf(FrameTooLargeException.class);
    }

    @Test
    void commentsWithoutEndDoNotReachTheLimit() {
        assertThat(new SseParser(10).feed(bytes(": waiting\n".repeat(1000) + "data: a\n\n"))).containsExactly(frame("a"));
    }

    @Test
    void findsTheSameFramesHoweverTheStreamIsCut() {
        long seed = new Random().nextLong();
        System.out.println("findsTheSameFramesHoweverTheStreamIsCut seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<SseFrame> frames = frames(random);
            byte[] stream = stream(frames, random);
            assertThat(cutAnywhere(stream, random)).as("seed %d round %d", seed, round).isEqualTo(frames);
        }
    }

    private static List<SseFrame> frames(Random random) {
        String[] texts = {"", "{\"loss\":1.5}", "zwei\nZeilen", "日本語 🚀", " leading", "a:b", "é\n\n"};
        List<SseFrame> frames = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Optional<String> id = random.nextBoolean() ? Optional.of(Integer.toString(random.nextInt(1000))) : Optional.empty();
            frames.add(new SseFrame(id, random.nextBoolean() ? "training.log" : "", texts[random.nextInt(texts.length)]));
        }
        return frames;
    }

    private static byte[] stream(List<SseFrame> frames, Random random) {
        String[] ends = {"\n", "\r", "\r\n"};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (SseFrame frame : frames) {
            String text = new String(SseWriter.write(frame), StandardCharsets.UTF_8).replace("\n", ends[random.nextInt(3)]);
            out.writeBytes((random.nextBoolean() ? ": comment\n" : "").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static List<SseFrame> cutAnywhere(byte[] stream, Random random) {
        SseParser parser = new SseParser();
        List<SseFrame> found = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int length = Math.min(random.nextInt(12), stream.length - at);
            found.addAll(parser.feed(ByteBuffer.wrap(stream, at, length)));
            at += length;
        }
        return found;
    }

    private static SseFrame frame(String data) {
        return new SseFrame(Optional.empty(), "", data);
    }

    private static List<SseFrame> parse(String text) {
        return new SseParser().feed(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
