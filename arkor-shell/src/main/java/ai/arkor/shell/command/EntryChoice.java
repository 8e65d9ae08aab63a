package ai.arkor.shell.command;

import ai.arkor.api.Arkor;
import ai.arkor.api.EntryException;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainerRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the trainer that a word of a command line means: a variable of the prompt, else a file or folder, else a class. */
final class EntryChoice {

    private static final Pattern IDENTIFIER = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");
    private static final Pattern CLASS_NAME = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*");

    private final Session session;
    private final List<Path> classPath;

    /** @param classPath jars and folders of classes, beside those of the project's own build */
    EntryChoice(Session session, List<Path> classPath) {
        this.session = session;
        this.classPath = classPath;
    }

    /**
     * The trainer, not started; loaded anew each time, but for one in a variable.
     *
     * @throws EntryException when the text means nothing, saying what was tried, or when its entry does not work
     * @throws IllegalArgumentException when a variable of that name holds no trainer
     */
    Trainer trainer(String text) {
        Optional<Object> variable = variable(text);
        if (variable.isPresent()) {
            return trainerIn(text, variable.get());
        }
        Path path = session.resolve(text);
        boolean isClassName = CLASS_NAME.matcher(text).matches() && !text.matches(".*\\.(java|jsh|jar)");
        if (Files.exists(path) || !isClassName) {
            return runner().load(path);
        }
        return runner().load(text);
    }

    private TrainerRunner runner() {
        return TrainerRunner.create().workingDirectory(session.workingDirectory()).classPath(classPath);
    }

    private Optional<Object> variable(String text) {
        return IDENTIFIER.matcher(text).matches() ? session.prompt().flatMap(prompt -> prompt.variable(text)) : Optional.empty();
    }

    private static Trainer trainerIn(String name, Object value) {
        if (value instanceof Arkor arkor && arkor.trainer().isPresent()) {
            return arkor.trainer().get();
        }
        if (value instanceof Trainer trainer) {
            return trainer;
        }
        throw new IllegalArgumentException("The variable " + name + " holds no trainer; it is of " + value.getClass().getName());
    }
}
