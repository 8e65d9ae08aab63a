package ai.arkor.shell.snippet;

import ai.arkor.api.spi.EntryModules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates Java snippets in this JVM, with what library users see of Arkor. Thread-safe: one snippet at a time; {@link #stop()} at any time. */
public final class SnippetEngine implements AutoCloseable {

    private static final List<String> IMPORTS = List.of("ai.arkor.api.*", "ai.arkor.api.chat.*", "ai.arkor.api.json.*", "java.io.*", "java.math.*",
            "java.net.*", "java.nio.file.*", "java.time.*", "java.util.*", "java.util.concurrent.*", "java.util.function.*", "java.util.stream.*");

    private final Object lock = new Object();
    private final JShell shell;
    private final InProcessControl control;
    private volatile @Nullable Evaluating evaluating;

    /** A text that is being evaluated, until {@code ended} is counted down. */
    private record Evaluating(AtomicBoolean stopped, CountDownLatch ended) {}

    private SnippetEngine(JShell shell, InProcessControl control) {
        this.shell = shell;
        this.control = control;
    }

    /** {@link #open(Path, List)} without a class path. */
    public static SnippetEngine open(Path projectDirectory) {
        return open(projectDirectory, List.of());
    }

    /**
     * @param projectDirectory what {@code Arkor.projectDirectory()} gives in snippets
     * @param classPath jars and folders of classes that snippets may use
     */
    public static SnippetEngine open(Path projectDirectory, List<Path> classPath) {
        InProcessControl.Provider provider = new InProcessControl.Provider(new SnippetClasses(projectDirectory.toAbsolutePath(), classPath));
        JShell shell = JShell.builder()
                .compilerOptions(EntryModules.compilerOptions(classPath).toArray(String[]::new))
                .executionEngine(provider, Map.of())
                .build();
        SnippetEngine engine = new SnippetEngine(shell, provider.control());
        engine.evaluate(IMPORTS.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n")));
        return engine;
    }

    /** Evaluates a text of any number of snippets, up to the first that is not {@link Evaluation.Done}. */
    public List<Evaluation> evaluate(String text) {
        synchronized (lock) {
            Evaluating now = new Evaluating(new AtomicBoolean(), new CountDownLatch(1));
            evaluating = now;
            try {
                return evaluate(text, now.stopped());
            } finally {
                evaluating = null;
                now.ended().countDown();
            }
        }
    }

    private List<Evaluation> evaluate(String text, AtomicBoolean stopped) {
        List<Evaluation> all = new ArrayList<>();
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (next.completeness() == Completeness.EMPTY) {
                break;
            }
            // What is incomplete is tried all the same: the compiler says best what is missing.
            String source = next.source() == null ? rest : next.source();
            Evaluation evaluation = stopped.get() ? new Evaluation.Stopped() : evaluateOne(source, text.length() - rest.length(), stopped);
            all.add(evaluation);
            if (!(evaluation instanceof Evaluation.Done) || next.source() == null) {
                break;
            }
            rest = next.remaining();
        }
        return all;
    }

    private Evaluation evaluateOne(String source, int offset, AtomicBoolean stopped) {
        List<SnippetEvent> events = shell.eval(source);
        if (stopped.get()) {
            return new Evaluation.Stopped();
        }
        SnippetEvent main = events.stream().filter(event -> event.causeSnippet() == null).findFirst().orElseThrow();
        if (main.status() == Snippet.Status.REJECTED) {
            return rejected(main.snippet(), offset);
        }
        JShellException exception = main.exception();
        if (exception != null) {
            return new Evaluation.Threw(text(exception));
        }
        return new Evaluation.Done(text(main), value(main.snippet()));
    }

    private Evaluation rejected(Snippet snippet, int offset) {
        Diag first = shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
        return new Evaluation.Rejected(first.getMessage(Locale.ENGLISH).strip(), offset + (int) first.getStartPosition(), offset + (int) first.getEndPosition());
    }

    private String text(SnippetEvent event) {
        Snippet snippet = event.snippet();
        String name = snippet instanceof VarSnippet variable ? variable.name() : snippet instanceof ExpressionSnippet expression ? expression.name() : "";
        if (!name.isEmpty()) {
            return event.value() == null ? "" : name + " ==> " + event.value();
        }
        if (snippet instanceof DeclarationSnippet declaration && snippet.kind() != Snippet.Kind.IMPORT) {
            String kind = snippet.kind() == Snippet.Kind.METHOD ? "method" : "type";
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            return kind + " " + declaration.name() + (missing.isEmpty() ? "" : ", usable once there is " + missing);
        }
        return "";
    }

    private Optional<Object> value(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return read(variable);
        }
        return snippet instanceof ExpressionSnippet expression ? variable(expression.name()) : Optional.empty();
    }

    /** The object that a variable holds; empty when there is no such variable, or when it holds null. */
    public Optional<Object> variable(String name) {
        synchronized (lock) {
            return shell.variables().filter(variable -> variable.name().equals(name)).findFirst().flatMap(this::read);
        }
    }

    /** The objects that all variables hold. */
    public List<Object> variables() {
        synchronized (lock) {
            return shell.variables().toList().stream().flatMap(variable -> read(variable).stream()).toList();
        }
    }

    private Optional<Object> read(VarSnippet variable) {
        if (shell.status(variable) != Snippet.Status.VALID) {
            return Optional.empty();
        }
        shell.varValue(variable);
        return control.lastRead();
    }

    /** Whether more lines must follow. */
    public boolean isIncomplete(String text) {
        synchronized (lock) {
            String rest = text;
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                switch (next.completeness()) {
                    case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                        return true;
                    }
                    case COMPLETE, COMPLETE_WITH_SEMI -> rest = next.remaining();
                    default -> {
                        return false;
                    }
                }
            }
            return false;
        }
    }

    /**
     * What may stand at the cursor.
     *
     * @param start where the text begins that a word replaces
     */
    public record Completions(int start, List<String> words) {}

    public Completions complete(String text, int cursor) {
        synchronized (lock) {
            int[] anchor = {cursor};
            List<Suggestion> suggestions = shell.sourceCodeAnalysis().completionSuggestions(text, cursor, anchor);
            boolean ofType = suggestions.stream().anyMatch(Suggestion::matchesType);
            List<String> words = suggestions.stream()
                    .filter(suggestion -> !ofType || suggestion.matchesType())
                    .map(Suggestion::continuation)
                    .filter(word -> !word.matches("(wait|notify|notifyAll)\\(\\)?"))
                    .distinct()
                    .toList();
            return new Completions(anchor[0], words);
        }
    }

    /** Ends the evaluation that goes on, and returns at once. JShell loses a stop that comes just before a snippet's thread begins, so it is told again. */
    public void stop() {
        Evaluating now = evaluating;
        if (now == null || now.stopped().getAndSet(true)) {
            return;
        }
        Thread stopping = new Thread(() -> {
            try {
                do {
                    shell.stop();
                } while (!now.ended().await(50, TimeUnit.MILLISECONDS));
            } catch (InterruptedException nobodyDoes) {
                Thread.currentThread().interrupt();
            }
        }, "arkor-stop-snippet");
        stopping.setDaemon(true);
        stopping.start();
    }

    /** What snippets declared stays usable by those who hold it. */
    @Override
    public void close() {
        shell.close();
    }

    private static String text(JShellException exception) {
        if (exception instanceof UnresolvedReferenceException unresolved) {
            return unresolved.getSnippet().name() + " cannot be used yet: something it names is not declared";
        }
        EvalException thrown = (EvalException) exception;
        String type = thrown.getExceptionClassName();
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        String simple = type.substring(type.lastIndexOf('.') + 1);
        if (type.startsWith("ai.arkor.api.") && !simple.equals("CallbackException")) {
            return simple + message;
        }
        String at = Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getMethodName().equals("do_it$"))
                .map(frame -> System.lineSeparator() + "    at " + frame)
                .collect(Collectors.joining());
        return type + message + at;
    }
}
