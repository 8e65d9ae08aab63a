package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.SnippetEngine;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Splits commands into words, and asks for more lines until Java is complete. */
final class PromptParser implements Parser {

    private final CommandWords commands;
    private final Supplier<SnippetEngine> engine;
    private final DefaultParser words = new DefaultParser();

    PromptParser(CommandWords commands, Supplier<SnippetEngine> engine) {
        this.commands = commands;
        this.engine = engine;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (commands.areIn(line)) {
            return words.parse(line, cursor, context);
        }
        if (context == ParseContext.ACCEPT_LINE && !line.isBlank() && engine.get().isIncomplete(line)) {
            throw new EOFError(-1, -1, "more Java must follow");
        }
        return new JavaLine(line, cursor);
    }

    /** Java is not split into words; the only one is the identifier at the cursor. */
    private record JavaLine(String line, int cursor) implements CompletingParsedLine {

        @Override
        public String word() {
            return line.substring(wordStart(line, cursor), cursor);
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }

    static int wordStart(String line, int cursor) {
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
