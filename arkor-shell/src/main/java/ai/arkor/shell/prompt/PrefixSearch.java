package ai.arkor.shell.prompt;

import org.jline.reader.Buffer;
import org.jline.reader.History;
import org.jline.reader.LineReader;

/** The keys Up and Down: within a text of several lines, and beyond it through what was typed before and begins as the text now does. */
final class PrefixSearch {

    private final LineReader reader;
    private final History history;
    private String prefix = "";
    private String shown = "";

    PrefixSearch(LineReader reader, History history) {
        this.reader = reader;
        this.history = history;
    }

    boolean up() {
        Buffer buffer = reader.getBuffer();
        if (buffer.up()) {
            return true;
        }
        begin(buffer);
        for (int index = history.index() - 1; index >= history.first() && !history.isEmpty(); index--) {
            if (isOther(history.get(index))) {
                history.moveTo(index);
                return show(history.get(index));
            }
        }
        return false;
    }

    boolean down() {
        Buffer buffer = reader.getBuffer();
        if (buffer.down()) {
            return true;
        }
        begin(buffer);
        for (int index = history.index() + 1; index <= history.last(); index++) {
            if (isOther(history.get(index))) {
                history.moveTo(index);
                return show(history.get(index));
            }
        }
        boolean movedBefore = history.index() <= history.last();
        history.moveToEnd();
        return movedBefore && show(prefix);
    }

    /** What was changed since is what is looked for from now on, from the newest entry. */
    private void begin(Buffer buffer) {
        if (!buffer.toString().equals(shown) || history.index() > history.last()) {
            prefix = buffer.toString();
            shown = prefix;
            history.moveToEnd();
        }
    }

    private boolean isOther(String entry) {
        return entry.startsWith(prefix) && !entry.equals(shown);
    }

    private boolean show(String text) {
        shown = text;
        reader.getBuffer().clear();
        reader.getBuffer().write(text);
        return true;
    }
}
