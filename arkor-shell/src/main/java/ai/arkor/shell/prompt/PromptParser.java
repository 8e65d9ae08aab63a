package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.SnippetEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;

/** Splits commands into words, and asks for more lines until Java is complete. */
final class PromptParser implements Parser {

    private final CommandWords commands;
    private final Supplier<Optional<SnippetEngine>> engine;
    private final DefaultParser words = new DefaultParser();
    private final Inputs inputs;

    /** @param engine empty as long as it cannot answer at once */
    PromptParser(CommandWords commands, Supplier<Optional<SnippetEngine>> engine) {
        this.commands = commands;
        this.engine = engine;
        inputs = new Inputs(commands::areIn, this::isIncompleteCommand, this::isIncompleteJava);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !line.isBlank()) {
            List<Inputs.Input> typed = inputs(line);
            if (!typed.isEmpty() && !typed.get(typed.size() - 1).complete()) {
                throw new EOFError(-1, -1, "more must follow");
            }
            return new JavaLine(line, cursor);
        }
        return commands.areIn(line) ? words.parse(line, cursor, context) : new JavaLine(line, cursor);
    }

    /** The commands and the Java of what was typed or pasted. */
    List<Inputs.Input> inputs(String text) {
        return inputs.of(text);
    }

    /** A command's words, without quotes and without the slash that may force it. */
    List<String> words(String command) {
        List<String> all = words.parse(command, command.length(), ParseContext.ACCEPT_LINE).words().stream().filter(word -> !word.isEmpty()).toList();
        return Stream.concat(Stream.of(CommandWords.name(all.get(0))), all.stream().skip(1)).toList();
    }

    private boolean isIncompleteCommand(String line) {
        try {
            words.parse(line, line.length(), ParseContext.ACCEPT_LINE);
            return false;
        } catch (EOFError more) {
            return true;
        } catch (SyntaxError wrong) {
            return false;
        }
    }

    private boolean isIncompleteJava(String text) {
        try {
            return engine.get().map(java -> java.isIncomplete(text)).orElseGet(() -> Brackets.areOpen(text));
        } catch (RuntimeException | StackOverflowError e) {
            // What the analysis does not understand, the compiler is left to complain of.
            return false;
        }
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
