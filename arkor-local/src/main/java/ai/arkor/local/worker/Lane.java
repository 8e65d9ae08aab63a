package ai.arkor.local.worker;

import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Answers one question after the other. Owns its models. */
final class Lane {

    private final Answers answers;
    private final Set<Long> cancelled;
    private final LoadedModels models = new LoadedModels();
    private final ThreadPoolExecutor thread;

    Lane(int index, Answers answers, Set<Long> cancelled) {
        this.answers = answers;
        this.cancelled = cancelled;
        ThreadFactory daemon = task -> {
            Thread created = new Thread(task, "arkor-lane-" + index);
            created.setDaemon(true);
            return created;
        };
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon);
    }

    /** Questions that wait or are being answered. */
    int load() {
        return thread.getQueue().size() + thread.getActiveCount();
    }

    void take(Task task) {
        thread.execute(() -> answer(task));
    }

    private void answer(Task task) {
        try {
            if (cancelled.contains(task.id())) {
                answers.done(task.id(), "stop", 0, 0);
            } else {
                models.of(task.model()).answer(task, answers, () -> cancelled.contains(task.id()));
            }
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            answers.error(task.id(), Failure.reason(e, task.model()));
        } finally {
            cancelled.remove(task.id());
        }
    }
}
