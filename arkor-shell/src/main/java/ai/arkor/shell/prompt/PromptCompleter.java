package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.Completions;
import ai.arkor.shell.snippet.SnippetEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completes commands, and Java as soon as it is ready. */
final class PromptCompleter implements Completer {

    private static final int LONGEST_DESCRIPTION = 60;

    private final CommandWords commands;
    private final CommandCompleter words;
    private final Supplier<Optional<SnippetEngine>> engine;

    /** @param engine empty as long as it cannot answer at once */
    PromptCompleter(CommandWords commands, CommandCompleter words, Supplier<Optional<SnippetEngine>> engine) {
        this.commands = commands;
        this.words = words;
        this.engine = engine;
    }

    @Override
    public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
        String typed = parsed.line().substring(0, parsed.cursor());
        if (CommandWords.areForced(typed) && parsed.wordIndex() == 0) {
            words.names("/", candidates);
            return;
        }
        if (commands.areIn(parsed.line()) && parsed.wordIndex() > 0) {
            words.complete(parsed, candidates);
            return;
        }
        int wordStart = PromptParser.wordStart(parsed.line(), parsed.cursor());
        if (parsed.line().substring(0, wordStart).isBlank()) {
            words.names("", candidates);
            if (wordStart == parsed.cursor()) {
                // All of Java could stand here; who types a letter is told more.
                return;
            }
        }
        engine.get().ifPresent(java -> java(java, parsed.line(), parsed.cursor(), wordStart, candidates));
    }

    private static void java(SnippetEngine engine, String line, int cursor, int wordStart, List<Candidate> candidates) {
        Completions java = engine.complete(line, cursor);
        // What stands before the word already is given again by those that complete more than it.
        String before = java.start() < wordStart ? line.substring(java.start(), wordStart) : "";
        for (Completions.Candidate word : java.candidates()) {
            if (word.text().startsWith(before)) {
                candidates.add(new Candidate(word.text().substring(before.length()), word.text(), "Java", description(word), null, null, false));
            }
        }
    }

    private static @Nullable String description(Completions.Candidate word) {
        String said = word.documentation().isEmpty() ? word.signature() : word.documentation();
        return said.isEmpty() ? null : said.length() <= LONGEST_DESCRIPTION ? said : said.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }
}
