package ai.arkor.shell.prompt;

import ai.arkor.api.Arkor;
import ai.arkor.api.Trainer;
import ai.arkor.shell.command.CommandLines;
import ai.arkor.shell.command.Expected;
import ai.arkor.shell.command.Expected.Hint;
import ai.arkor.shell.command.Expected.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;

/** Completes the words of a command from what its command declares, from what is known of the backend, and from files. Never waits for anything but a folder. */
final class CommandCompleter {

    private static final int SHORT_ID = 8;

    private final CommandLines lines;
    private final KnownNames names;
    private final Supplier<Set<String>> trainers;
    private final Path workingDirectory;

    /** @param trainers the variables that hold a trainer */
    CommandCompleter(CommandLines lines, KnownNames names, Supplier<Set<String>> trainers, Path workingDirectory) {
        this.lines = lines;
        this.names = names;
        this.trainers = trainers;
        this.workingDirectory = workingDirectory;
    }

    /** The first word of a line. */
    void names(String typed, List<Candidate> candidates) {
        String slash = typed.startsWith("/") ? "/" : "";
        lines.descriptions().forEach((name, description) -> candidates.add(new Candidate(slash + name, slash + name, "commands", description, null, null, true)));
    }

    void complete(ParsedLine parsed, List<Candidate> candidates) {
        List<String> words = Stream.concat(Stream.of(CommandWords.name(parsed.words().get(0))), parsed.words().stream().limit(parsed.wordIndex()).skip(1)).toList();
        String typed = parsed.word().substring(0, parsed.wordCursor());
        Expected expected = lines.expected(Stream.concat(words.stream(), Stream.of(typed)).toList());
        if (typed.startsWith("-") && expected.before().isEmpty()) {
            expected.options().forEach(option -> candidates.add(candidate(option, "options")));
            return;
        }
        String before = expected.before();
        String value = typed.substring(before.length());
        expected.words().forEach(word -> candidates.add(candidate(new Hint(before + word.text(), word.description()), "values")));
        for (Kind kind : expected.kinds()) {
            complete(kind, before, value, candidates);
        }
        boolean takesNothingElse = expected.words().isEmpty() && expected.kinds().isEmpty();
        if (takesNothingElse && before.isEmpty()) {
            expected.options().forEach(option -> candidates.add(candidate(option, "options")));
        }
    }

    private static Candidate candidate(Hint hint, String group) {
        return new Candidate(hint.text(), hint.text(), group, hint.description().isEmpty() ? null : hint.description(), null, null, true);
    }

    private void complete(Kind kind, String before, String value, List<Candidate> candidates) {
        switch (kind) {
            case RUN -> {
                if (value.indexOf('@') < 0) {
                    runs(before, value, candidates);
                }
            }
            case CHECKPOINT -> checkpoints(before, value, candidates);
            case MODEL -> names.now().models().forEach(model -> candidates.add(candidate(new Hint(before + model, ""), "models")));
            case FILE, PATH -> files(before, value, file -> true, candidates);
            case DIRECTORY -> files(before, value, Files::isDirectory, candidates);
            case SCRIPT -> files(before, value, file -> ends(file, ".jsh", ".java"), candidates);
            case ENTRY -> {
                trainers.get().forEach(name -> candidates.add(candidate(new Hint(before + name, "a trainer of this session"), "variables")));
                files(before, value, file -> ends(file, ".java", ".jsh", ".jar"), candidates);
            }
            case COMMAND -> lines.descriptions().forEach((name, description) -> candidates.add(candidate(new Hint(name, description), "commands")));
        }
    }

    private static boolean ends(Path file, String... endings) {
        return Files.isDirectory(file) || Stream.of(endings).anyMatch(file.toString()::endsWith);
    }

    private void runs(String before, String value, List<Candidate> candidates) {
        List<KnownNames.Run> runs = names.now().runs();
        for (int i = 0; i < runs.size(); i++) {
            KnownNames.Run run = runs.get(i);
            String id = shortId(run.id(), runs);
            // Who has typed more of it than that means the whole.
            String shown = id.startsWith(value) ? id : run.id();
            candidates.add(new Candidate(before + shown, before + shown, "runs", run.name() + ", " + run.status(), null, null, true, i));
        }
    }

    private static String shortId(String id, List<KnownNames.Run> runs) {
        int length = Math.min(SHORT_ID, id.length());
        while (length < id.length() && isOfAnother(id.substring(0, length), id, runs)) {
            length++;
        }
        return id.substring(0, length);
    }

    private static boolean isOfAnother(String begin, String id, List<KnownNames.Run> runs) {
        return runs.stream().anyMatch(run -> !run.id().equals(id) && run.id().startsWith(begin));
    }

    private void checkpoints(String before, String value, List<Candidate> candidates) {
        int at = value.lastIndexOf('@');
        if (at > 0) {
            String run = value.substring(0, at);
            List<Long> steps = names.checkpointsOf(run);
            for (int i = 0; i < steps.size(); i++) {
                String text = before + run + "@" + steps.get(i);
                candidates.add(new Candidate(text, text, "checkpoints", "the checkpoint of step " + steps.get(i), null, null, true, i));
            }
        }
    }

    private void files(String before, String value, Predicate<Path> wanted, List<Candidate> candidates) {
        String folder = value.substring(0, value.lastIndexOf('/') + 1);
        String begin = value.substring(folder.length());
        Path place;
        try {
            place = folder.startsWith("~/") ? Path.of(System.getProperty("user.home")).resolve(folder.substring(2)) : workingDirectory.resolve(folder);
        } catch (InvalidPathException noPath) {
            return;
        }
        try (Stream<Path> files = Files.list(place)) {
            files.filter(file -> !file.getFileName().toString().startsWith(".") || begin.startsWith(".")).filter(wanted).sorted().forEach(file -> {
                boolean isFolder = Files.isDirectory(file);
                String name = file.getFileName() + (isFolder ? "/" : "");
                candidates.add(new Candidate(before + folder + name, name, "files", null, null, null, !isFolder));
            });
        } catch (IOException | RuntimeException unreadable) {
            // There is nothing to offer from it.
        }
    }

    /** Of the values of a session, the variables that {@code start} takes. */
    static Set<String> trainers(java.util.Map<String, Object> variables) {
        Set<String> found = new TreeSet<>();
        variables.forEach((name, value) -> {
            if (value instanceof Trainer || value instanceof Arkor) {
                found.add(name);
            }
        });
        return found;
    }
}
