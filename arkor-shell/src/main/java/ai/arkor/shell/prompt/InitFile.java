package ai.arkor.shell.prompt;

import ai.arkor.shell.snippet.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file that runs when a prompt opens: Java, and commands that change settings. It may be absent; nothing in it keeps the prompt from opening. */
final class InitFile {

    private final Path file;
    private @Nullable String text;

    InitFile(Path file) {
        this.file = file;
    }

    /**
     * The lines that change settings.
     *
     * @param complaints told of a file that cannot be read, and of other commands in it
     */
    List<String> commands(PrintStream complaints) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            complaints.println(file + " could not be read, so nothing of it ran: " + e);
            return List.of();
        }
        List<String> commands = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (isCommand(lines.get(i))) {
                if (lines.get(i).strip().matches("/set(\\s.*)?")) {
                    commands.add(lines.get(i));
                } else {
                    complaints.println(file.getFileName() + ":" + (i + 1) + ": of the commands only /set can stand here; left out: " + lines.get(i).strip());
                }
            }
        }
        return commands;
    }

    /** Its Java, with empty lines in place of the commands; empty when {@link #commands} found no file. */
    Optional<SourceText> java() {
        return Optional.ofNullable(text).map(all -> new SourceText(file.getFileName().toString(),
                all.lines().map(line -> isCommand(line) ? "" : line).collect(Collectors.joining("\n"))));
    }

    private static boolean isCommand(String line) {
        return CommandWords.areForced(line);
    }
}
