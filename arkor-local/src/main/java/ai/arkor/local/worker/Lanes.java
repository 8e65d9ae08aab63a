package ai.arkor.local.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Spreads questions over lanes, each a thread with models of its own, as a model computes on one thread. A large model is kept once only, in the
 * first lane. Used by one thread.
 */
final class Lanes {

    private static final long LARGE_BYTES = 64L << 20;

    private final List<Lane> lanes = new ArrayList<>();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();

    Lanes(int count, Answers answers) {
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane(i, answers, cancelled));
        }
    }

    void take(Task task) {
        Lane lane = isLarge(task.model()) ? lanes.get(0) : lanes.stream().min(Comparator.comparingInt(Lane::load)).orElseThrow();
        lane.take(task);
    }

    void cancel(long id) {
        cancelled.add(id);
    }

    private static boolean isLarge(Path model) {
        try (Stream<Path> files = Files.list(model)) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).mapToLong(file -> file.toFile().length()).sum() > LARGE_BYTES;
        } catch (IOException unreadable) {
            // Loading it says what is wrong.
            return true;
        }
    }
}
