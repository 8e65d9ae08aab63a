package ai.arkor.shell.command;

import ai.arkor.api.Arkor;
import ai.arkor.api.EntryException;
import ai.arkor.api.RunnerListener;
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
    private final TrainerRunner runner;

    /**
     * @param classPath jars and folders of classes, beside those of the project's own build
     * @param quiet whether it says nothing of what it builds
     */
    EntryChoice(Session session, List<Path> classPath, boolean quiet) {
        this.session = session;
        runner = TrainerRunner.create().workingDirectory(session.workingDirectory()).classPath(classPath)
                .listener(quiet ? new RunnerListener() {} : new BuildLines(session));
    }

    /**
     * The trainer, not started; loaded anew each time, but for one in a variable.
     *
     * @throws EntryException when the text means nothing, saying what was tried, or when its entry does not work
     * @throws UsageException when a variable of that name holds no trainer
     */
    Trainer trainer(String text) {
        Optional<Object> variable = variable(text);
        if (variable.isPresent()) {
            return trainerIn(text, variable.get());
        }
        Path path = session.resolve(text);
        if (Files.exists(path) || !isClassName(text)) {
            return runner.load(path);
        }
        try {
            return runner.load(text);
        } catch (EntryException e) {
            if (e.getCause() instanceof ClassNotFoundException notFound && text.equals(notFound.getMessage())) {
                String tried = session.prompt().isPresent() ? "no variable " + text + ", and no file or folder " : "no file or folder ";
                throw new EntryException("There is " + tried + path + ". " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static boolean isClassName(String text) {
        return CLASS_NAME.matcher(text).matches() && !text.matches(".*\\.(java|jsh|jar)");
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
        throw new UsageException("The variable " + name + " holds no trainer; it is of " + value.getClass().getName());
    }
}
