package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.Completions.Documented;
import ai.arkor.shell.snippet.SnippetEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * The Tab key. Within the parentheses of a call it first shows the call's signatures; pressed again where it has nothing to add, what our documentation says.
 * Otherwise it completes.
 */
final class JavaHelp implements Widget {

    private static final int MOST = 12;

    private final LineReader reader;
    private final Widget completion;
    private final CommandWords commands;
    private final Supplier<Optional<SnippetEngine>> engine;
    private final Consumer<String> above;
    private String textBefore = "";
    private int cursorBefore = -1;
    private int pressed;

    /** @param above prints lines above the prompt */
    JavaHelp(LineReader reader, Widget completion, CommandWords commands, Supplier<Optional<SnippetEngine>> engine, Consumer<String> above) {
        this.reader = reader;
        this.completion = completion;
        this.commands = commands;
        this.engine = engine;
        this.above = above;
    }

    @Override
    public boolean apply() {
        String text = reader.getBuffer().toString();
        int cursor = reader.getBuffer().cursor();
        pressed = text.equals(textBefore) && cursor == cursorBefore ? pressed + 1 : 1;
        boolean handled = !text.isBlank() && !commands.areIn(text) && tell(text, cursor);
        boolean done = handled || completion.apply();
        textBefore = reader.getBuffer().toString();
        cursorBefore = reader.getBuffer().cursor();
        return done;
    }

    /** @return whether there was something to tell now */
    private boolean tell(String text, int cursor) {
        String before = text.substring(0, cursor).stripTrailing();
        boolean inCall = before.endsWith("(") || before.endsWith(",");
        boolean signatures = inCall && pressed == 1;
        boolean documentation = pressed == 2;
        if (!signatures && !documentation || engine.get().isEmpty()) {
            return false;
        }
        List<Documented> known = engine.get().get().documentation(text, cursor);
        if (known.isEmpty()) {
            return false;
        }
        List<String> lines = new ArrayList<>();
        for (Documented one : known.subList(0, Math.min(known.size(), MOST))) {
            lines.add(one.signature());
            if (documentation) {
                one.documentation().lines().map(line -> line.isBlank() ? "" : "    " + line).forEach(lines::add);
            }
        }
        if (known.size() > MOST) {
            lines.add("… and " + (known.size() - MOST) + " more");
        }
        if (signatures && known.stream().anyMatch(one -> !one.documentation().isEmpty())) {
            lines.add("(Tab again: documentation)");
        }
        above.accept(String.join("\n", lines));
        return true;
    }
}
