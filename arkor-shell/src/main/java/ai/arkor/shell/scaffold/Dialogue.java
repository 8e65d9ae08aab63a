package ai.arkor.shell.scaffold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks for what the command line did not say. Each question shows the answer that the Enter key gives. */
public final class Dialogue {

    private final Questions questions;
    private final Consumer<String> out;

    /** @param out what is told between the questions */
    public Dialogue(Questions questions, Consumer<String> out) {
        this.questions = questions;
        this.out = out;
    }

    /**
     * Asks.
     *
     * @param folderName the name that the folder suggests
     * @return empty when a question was turned away
     */
    public Optional<Project> ask(Optional<String> name, Optional<Template> template, Optional<BuildTool> buildTool, String folderName) {
        return orAsk(name, () -> name(folderName))
                .flatMap(n -> orAsk(template, this::template)
                .flatMap(t -> orAsk(buildTool, this::buildTool)
                .map(b -> new Project(n, t, b))));
    }

    private static <T> Optional<T> orAsk(Optional<T> given, Supplier<Optional<T>> asked) {
        return given.isPresent() ? given : asked.get();
    }

    private Optional<String> name(String folderName) {
        return questions.ask("Name [" + folderName + "]: ").map(answer -> answer.isBlank() ? folderName : ProjectName.sanitize(answer));
    }

    private Optional<Template> template() {
        for (Template template : Template.values()) {
            out.accept("  " + (template.ordinal() + 1) + "  " + template.id() + " ".repeat(11 - template.id().length()) + template.purpose());
        }
        return choice("Template", Arrays.stream(Template.values()).map(Template::id).toList(), Template.DEFAULT.id(), Template::of);
    }

    private Optional<BuildTool> buildTool() {
        List<String> ids = Arrays.stream(BuildTool.values()).map(BuildTool::id).toList();
        return choice("Build tool, one of " + String.join(", ", ids), ids, BuildTool.DEFAULT.id(), BuildTool::of);
    }

    /** Takes a word, or its number in the list; asks again for anything else. */
    private <T> Optional<T> choice(String what, List<String> ids, String usual, Function<String, T> of) {
        while (true) {
            Optional<String> answer = questions.ask(what + " [" + usual + "]: ").map(String::strip);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            String word = answer.get();
            String id = word.isEmpty() ? usual : word.matches("[1-9]") && Integer.parseInt(word) <= ids.size() ? ids.get(Integer.parseInt(word) - 1) : word;
            if (ids.contains(id)) {
                return Optional.of(of.apply(id));
            }
            out.accept("There is no \"" + word + "\"; there are " + String.join(", ", ids));
        }
    }
}
