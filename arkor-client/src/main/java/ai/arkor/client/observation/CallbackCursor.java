package ai.arkor.client.observation;

import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.spi.CursorFile;
import ai.arkor.api.spi.CursorMark;
import ai.arkor.api.spi.CursorMark.Stage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * For which events an await still has to call back, by its cursor file. The file is marked before and after each callback, so that the one a process
 * was killed in is known from the one it had not come to. Thread-safe.
 */
final class CallbackCursor {

    private final CursorFile file;
    private CursorMark mark;
    private boolean inCallback;
    private boolean closing;

    private CallbackCursor(CursorFile file, CursorMark mark) {
        this.file = file;
        this.mark = mark;
    }

    /** @throws ArkorException when the file cannot be used, or is of another run */
    static CallbackCursor open(Path path, RunReference run) {
        CursorFile file = CursorFile.open(path);
        Optional<CursorMark> known = file.mark();
        if (known.isPresent() && !known.get().run().equals(run)) {
            file.close();
            throw new ArkorException("The cursor file " + path + " is of the run " + known.get().run() + ", not of " + run
                    + ". Attach to that run, or name another file");
        }
        if (known.isEmpty()) {
            file.write(CursorMark.none(run));
            file.sync();
        }
        return new CallbackCursor(file, file.mark().orElseThrow());
    }

    synchronized Optional<String> resumeAfter() {
        return mark.resumeAfter();
    }

    synchronized String memory() {
        return mark.memory();
    }

    /** Whether it was called back for, with nothing to follow. */
    synchronized boolean isTheLastDone(TrainingEvent event) {
        return mark.stage() == Stage.LAST && mark.event().equals(event.meta().eventId());
    }

    /** @return whether it may have been called back for already */
    synchronized boolean begin(TrainingEvent event) {
        inCallback = true;
        Optional<String> id = event.meta().eventId();
        boolean again = mark.stage() == Stage.BEGUN && mark.event().equals(id);
        if (id.isPresent()) {
            mark = new CursorMark(mark.run(), Stage.BEGUN, mark.resumeAfter(), id, mark.memory());
            file.write(mark);
        }
        return again;
    }

    synchronized void done(TrainingEvent event, String memory) {
        Stage stage = event instanceof TrainingCompleted || event instanceof TrainingFailed ? Stage.LAST : Stage.DONE;
        if (event.meta().eventId().isPresent()) {
            mark = new CursorMark(mark.run(), stage, mark.before(), mark.event(), memory);
            file.write(mark);
            if (stage == Stage.LAST || event instanceof CheckpointSaved) {
                file.sync();
            }
        }
    }

    /** After a callback, whether it returned or threw. */
    synchronized void leave() {
        inCallback = false;
        if (closing) {
            file.close();
        }
    }

    /** At once, or when the callback that goes on returns. */
    synchronized void close() {
        closing = true;
        if (!inCallback) {
            file.close();
        }
    }
}
