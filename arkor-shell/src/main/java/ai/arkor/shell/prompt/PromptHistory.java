package ai.arkor.shell.prompt;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, in this shell and before it. Whatever is wrong with the file, the prompt works. Used from the prompt's thread. */
final class PromptHistory extends DefaultHistory {

    private final HistoryFile file;
    private final Consumer<String> complaints;
    private boolean complained;

    /** @param complaints told once when nothing can be kept */
    PromptHistory(HistoryFile file, Consumer<String> complaints) {
        this.file = file;
        this.complaints = complaints;
    }

    /** JLine reads the file when it first reads a line. */
    @Override
    public void load() {
        try {
            file.trim();
        } catch (IOException untrimmed) {
            // It is only longer than it need be; what cannot be written is told when something is to be kept.
        }
        file.read().forEach(entry -> internalAdd(entry.time(), entry.text()));
    }

    @Override
    public void add(Instant time, String text) {
        int before = last();
        super.add(time, text);
        if (last() != before) {
            keep(new HistoryFile.Entry(time, get(last())));
        }
    }

    private void keep(HistoryFile.Entry entry) {
        try {
            file.append(entry);
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                complaints.accept("What you type is not kept for later shells: " + e);
            }
        }
    }

    /** The texts, oldest first. */
    List<String> texts() {
        List<String> all = new ArrayList<>();
        forEach(entry -> all.add(entry.line()));
        return all;
    }

    /** Each entry was kept when it was made. */
    @Override
    public void save() {}
}
