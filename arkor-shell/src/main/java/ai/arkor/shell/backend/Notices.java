package ai.arkor.shell.backend;

import ai.arkor.client.DeprecationNotice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what backends say of the end of this version, to be told once, after a command. Thread-safe. */
final class Notices implements Consumer<DeprecationNotice> {

    private final Set<DeprecationNotice> heard = new HashSet<>();
    private final List<String> untold = new ArrayList<>();

    @Override
    public synchronized void accept(DeprecationNotice notice) {
        if (heard.add(notice)) {
            untold.add("notice: " + notice.message() + notice.sunset().map(when -> " (ends: " + when + ")").orElse(""));
        }
    }

    synchronized List<String> take() {
        List<String> taken = List.copyOf(untold);
        untold.clear();
        return taken;
    }
}
