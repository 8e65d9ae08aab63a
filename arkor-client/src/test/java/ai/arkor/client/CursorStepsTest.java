package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.AwaitOptions;
import ai.arkor.api.Callbacks;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.spi.CursorFile;
import ai.arkor.api.spi.CursorMark;
import ai.arkor.api.spi.CursorMark.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goes on from every file that a process which is killed while it awaits can leave: whole, before, within and after each callback, and with every part
 * of each write done. The files come from copies made within the callbacks: the slot that is new in the next copy was written in between.
 */
@Timeout(60)
class CursorStepsTest extends ClientTest {

    private static final int SLOT_BYTES = 4096;
    private static final List<String> WHOLE = List.of("started 1", "log 2", "checkpoint 3", "log 4", "completed 5");

    private final List<String> told = new ArrayList<>();
    /** The file after each write, of which the first is of the opening, and then one before and one after each callback. */
    private final List<byte[]> states = new ArrayList<>();
    private Path cursor;
    private RunReference reference;

    @BeforeEach
    void recordEveryWrite() throws Exception {
        cursor = folder.resolve("run.cursor");
        job.started().log(1, 1).checkpoint(1).log(2, 1).completed();
        List<byte[]> within = new ArrayList<>();
        var run = submitted();
        reference = run.reference();
        run.await(options(() -> within.add(Files.readAllBytes(cursor)))).orThrow();
        assertThat(told).isEqualTo(WHOLE);
        states.add(Arrays.copyOf(within.get(0), SLOT_BYTES));
        for (int event = 0; event < WHOLE.size(); event++) {
            states.add(within.get(event));
            states.add(withSlot(0, event + 1 < WHOLE.size() ? within.get(event + 1) : Files.readAllBytes(cursor), within.get(event), SLOT_BYTES));
        }
    }

    private AwaitOptions options(Meanwhile meanwhile) {
        return AwaitOptions.DEFAULT.cursor(cursor).callbacks(Callbacks.builder()
                .onStarted(c -> tell("started", c.event(), c.redelivered(), meanwhile))
                .onLog(c -> tell("log", c.event(), c.redelivered(), meanwhile))
                .onCheckpoint(c -> tell("checkpoint", c.event(), c.redelivered(), meanwhile))
                .onCompleted(c -> tell("completed", c.event(), c.redelivered(), meanwhile))
                .build());
    }

    private void tell(String what, TrainingEvent event, boolean redelivered, Meanwhile meanwhile) throws Exception {
        told.add(what + " " + event.meta().eventId().orElseThrow() + (redelivered ? "!" : ""));
        meanwhile.run();
    }

    /** What a callback does. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    private static byte[] withSlot(int slot, byte[] from, byte[] to, int bytes) {
        byte[] file = Arrays.copyOf(to, Math.max(to.length, slot * SLOT_BYTES + bytes));
        System.arraycopy(from, slot * SLOT_BYTES, file, slot * SLOT_BYTES, bytes);
        return file;
    }

    private List<String> toldGoingOnFrom(byte[] left) throws Exception {
        Files.write(cursor, left);
        told.clear();
        assertThat(client.attach(reference).await(options(() -> {})).orThrow().artifacts()).hasSize(1);
        return List.copyOf(told);
    }

    /** What is to be told by who finds the file after that many writes. */
    private static List<String> rest(int writes) {
        List<String> rest = new ArrayList<>(WHOLE.subList(writes / 2, WHOLE.size()));
        if (writes % 2 == 1) {
            rest.set(0, rest.get(0) + "!");
        }
        return rest;
    }

    @Test
    void theFileIsMarkedBeforeAndAfterEachCallback() throws Exception {
        for (int writes = 0; writes < states.size(); writes++) {
            CursorMark mark = mark(states.get(writes)).orElseThrow();
            assertThat(mark.stage()).isEqualTo(writes % 2 == 1 ? Stage.BEGUN : writes == 2 * WHOLE.size() ? Stage.LAST : Stage.DONE);
            assertThat(mark.event()).isEqualTo(writes == 0 ? Optional.empty() : Optional.of(Integer.toString((writes + 1) / 2)));
        }
    }

    @Test
    void goesOnAfterADeathBetweenAnyTwoWrites() throws Exception {
        assertThat(toldGoingOnFrom(new byte[0])).isEqualTo(WHOLE);
        for (int writes = 0; writes < states.size(); writes++) {
            assertThat(toldGoingOnFrom(states.get(writes))).as("after %d writes", writes).isEqualTo(rest(writes));
        }
    }

    /** Either the write counts or it does not: one that is made before a callback never loses it, one that is made after it at most repeats it. */
    @Test
    void goesOnAfterADeathInTheMidstOfAnyWrite() throws Exception {
        for (int writes = 0; writes < states.size(); writes++) {
            byte[] before = writes == 0 ? new byte[0] : states.get(writes - 1);
            Optional<CursorMark> made = mark(states.get(writes));
            Optional<CursorMark> unmade = mark(before);
            int length = new String(states.get(writes), writes % 2 * SLOT_BYTES, SLOT_BYTES, StandardCharsets.UTF_8).strip().length();
            for (int bytes = 0; bytes <= SLOT_BYTES; bytes++) {
                byte[] torn = withSlot(writes % 2, states.get(writes), before, bytes);
                // Reading is enough for most; what follows the mark are blanks, as in the slot's last mark, so that it is the same file there.
                if (bytes < length + 20 || bytes % 500 == 0) {
                    assertThat(mark(torn)).isIn(made, unmade);
                }
                if (bytes % (length / 8) == 0 && bytes <= 2 * length || bytes == length - 1) {
                    assertThat(toldGoingOnFrom(torn)).as("after %d bytes of write %d", bytes, writes)
                            .isIn(rest(writes), writes == 0 ? WHOLE : rest(writes - 1));
                }
            }
        }
    }

    private Optional<CursorMark> mark(byte[] file) throws Exception {
        Files.write(cursor, file);
        return CursorFile.read(cursor);
    }
}
