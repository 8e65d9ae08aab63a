package ai.arkor.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What may stand at a place of a command line, as its command declares it. The label of a parameter says what it takes, as in {@code RUN},
 * {@code FILE|DIRECTORY} or {@code URL|local}: what is written small stands for itself, what is written large for one of {@link Kind}.
 *
 * @param options with what they do, in a few words; none when a value must stand here
 * @param words what stands for itself: subcommands, and values of a closed set
 * @param kinds what else may stand here
 * @param before what the typed word has before the value, such as {@code --backend=}
 */
public record Expected(List<Hint> options, List<Hint> words, Set<Kind> kinds, String before) {

    /** A word, and what to say of it; that may be empty. */
    public record Hint(String text, String description) {}

    /** What is completed from what the prompt knows. */
    public enum Kind {
        RUN,
        /** A run and a checkpoint: RUN@STEP. */
        CHECKPOINT,
        MODEL,
        FILE,
        DIRECTORY,
        /** An entry's source, or a trainer of the prompt. */
        ENTRY,
        /** A file of snippets. */
        SCRIPT,
        COMMAND,
        /** A class path: files and folders. */
        PATH
    }

    private static final Expected NOTHING = new Expected(List.of(), List.of(), Set.of(), "");

    /**
     * @param words the command line's up to the one that is completed, and that one as far as it is typed; the first is the command
     */
    static Expected at(CommandLine root, List<String> words) {
        CommandLine command = root.getSubcommands().get(words.get(0));
        if (command == null) {
            return NOTHING;
        }
        Set<OptionSpec> used = new HashSet<>();
        int positional = 0;
        boolean onlyParameters = false;
        for (int i = 1; i < words.size() - 1; i++) {
            String word = words.get(i);
            OptionSpec option = onlyParameters ? null : command.getCommandSpec().findOption(word.replaceFirst("=.*", ""));
            if (word.equals("--")) {
                onlyParameters = true;
            } else if (option != null) {
                used.add(option);
                if (takesValue(option) && word.indexOf('=') < 0) {
                    i++;
                    if (i == words.size() - 1) {
                        return values(option, "");
                    }
                }
            } else if (positional == 0 && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else {
                positional++;
            }
        }
        String last = words.get(words.size() - 1);
        CommandSpec spec = command.getCommandSpec();
        int equals = last.indexOf('=');
        if (last.startsWith("--") && equals > 0 && !onlyParameters) {
            OptionSpec option = spec.findOption(last.substring(0, equals));
            return option == null ? NOTHING : values(option, last.substring(0, equals + 1));
        }
        List<Hint> options = onlyParameters ? List.of() : options(spec, used);
        Expected parameter = parameter(spec, positional).map(found -> values(found, "")).orElse(NOTHING);
        List<Hint> all = new ArrayList<>(parameter.words());
        if (positional == 0) {
            command.getSubcommands().forEach((name, sub) -> all.add(new Hint(name, firstSentence(sub.getCommandSpec().usageMessage().description()))));
        }
        return new Expected(options, all, parameter.kinds(), "");
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0 && !option.typeInfo().isBoolean();
    }

    private static List<Hint> options(CommandSpec spec, Set<OptionSpec> used) {
        return spec.options().stream()
                .filter(option -> !option.hidden() && (!used.contains(option) || option.isMultiValue()))
                .map(option -> new Hint(option.longestName(), firstSentence(option.description())))
                .toList();
    }

    private static Optional<PositionalParamSpec> parameter(CommandSpec spec, int index) {
        return spec.positionalParameters().stream().filter(parameter -> parameter.index().contains(index)).findFirst();
    }

    private static Expected values(ArgSpec argument, String before) {
        List<Hint> words = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            StreamSupport.stream(argument.completionCandidates().spliterator(), false).map(word -> new Hint(word, "")).forEach(words::add);
        }
        Set<Kind> kinds = new HashSet<>();
        for (String label : argument.paramLabel().split("\\|")) {
            kinds(label).forEach(kinds::add);
            if (label.matches("[a-z][a-z-]*")) {
                words.add(new Hint(label, ""));
            }
        }
        return new Expected(List.of(), words, kinds, before);
    }

    private static List<Kind> kinds(String label) {
        return switch (label) {
            case "RUN" -> List.of(Kind.RUN);
            case "RUN@STEP", "RUN[@STEP]" -> List.of(Kind.RUN, Kind.CHECKPOINT);
            case "NAME_OR_DIR" -> List.of(Kind.MODEL, Kind.DIRECTORY);
            default -> Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(label)).toList();
        };
    }

    static String firstSentence(String[] description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        String plain = sentence.replaceAll("@\\|\\S+ ([^|]*)\\|@", "$1");
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
