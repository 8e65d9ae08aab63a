package ai.arkor.shell.prompt;

import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.snippet.Completions;
import ai.arkor.shell.snippet.SnippetEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.builtins.Completers.FilesCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names of commands, their options and files; and Java. */
final class PromptCompleter implements Completer {

    private final CommandWords commands;
    private final CommandLines lines;
    private final Supplier<SnippetEngine> engine;
    private final FileNameCompleter files;

    PromptCompleter(CommandWords commands, CommandLines lines, Supplier<SnippetEngine> engine, Path workingDirectory) {
        this.commands = commands;
        this.lines = lines;
        this.engine = engine;
        files = new FilesCompleter(workingDirectory);
    }

    @Override
    public void complete(LineReader reader, ParsedLine parsed, List<Candidate> candidates) {
        if (commands.areIn(parsed.line()) && parsed.wordIndex() > 0) {
            if (parsed.word().startsWith("-")) {
                lines.options(parsed.words().get(0)).forEach(option -> candidates.add(new Candidate(option)));
            } else {
                files.complete(reader, parsed, candidates);
            }
            return;
        }
        int wordStart = PromptParser.wordStart(parsed.line(), parsed.cursor());
        if (parsed.line().substring(0, wordStart).isBlank()) {
            commands.names().forEach(name -> candidates.add(new Candidate(name, name, "commands", null, null, null, true)));
        }
        Completions java = engine.get().complete(parsed.line(), parsed.cursor());
        // What stands before the word already is given again by those that complete more than it.
        String before = java.start() < wordStart ? parsed.line().substring(java.start(), wordStart) : "";
        for (String word : java.words()) {
            if (word.startsWith(before)) {
                candidates.add(new Candidate(word.substring(before.length()), word, "Java", null, null, null, false));
            }
        }
    }
}
