package ai.arkor.local.backend.chat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An answer that comes in pieces; after {@link Piece.Done} or {@link Piece.Failed} nothing comes. */
public final class Answer {

    private final long id;
    private final InferProcess worker;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();

    Answer(long id, InferProcess worker) {
        this.id = id;
        this.worker = worker;
    }

    /** The next piece; waits for it. */
    public Piece next() throws InterruptedException {
        return pieces.take();
    }

    /** Says that no more of it is wanted. */
    public void cancel() {
        worker.cancel(id);
    }

    void add(Piece piece) {
        pieces.add(piece);
    }
}
