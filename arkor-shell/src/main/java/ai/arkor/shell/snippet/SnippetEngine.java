package ai.arkor.shell.snippet;

import ai.arkor.api.spi.EntryModules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Evaluates Java snippets in this JVM, with what library users see of Arkor. Thread-safe: one snippet at a time; {@link #stop()} at any time. */
public final class SnippetEngine implements AutoCloseable {

    /** The packages that every snippet imports. */
    static final List<String> IMPORTS = List.of("ai.arkor.api", "ai.arkor.api.chat", "ai.arkor.api.json", "ai.arkor.client", "java.io", "java.math",
            "java.net", "java.nio.file", "java.time", "java.util", "java.util.concurrent", "java.util.function", "java.util.stream");

    /** What no Java begins with, and what people know from jshell. */
    private static final Pattern COMMAND = Pattern.compile("\\s*(/(?:[a-z?!][^\\n]*|-?\\d+)?)(\\n|$)");
    private static final Pattern EXIT = Pattern.compile("/exit(?:\\s+(\\d{1,3}))?\\s*;?\\s*");

    /** The variable of the expression that nobody typed. */
    private static final String WARM_UP = "$0";

    private final Object lock = new Object();
    private final JShell shell;
    private final InProcessControl control;
    private final Traces traces;
    private final Map<String, VarSnippet> bound = new HashMap<>();
    private final AtomicBoolean warmingUp;
    private @Nullable Completion completion;
    private volatile @Nullable Evaluating evaluating;

    /** A text that is being evaluated, until {@code ended} is counted down. */
    private record Evaluating(AtomicBoolean stopped, CountDownLatch ended) {}

    private SnippetEngine(JShell shell, InProcessControl control, AtomicBoolean warmingUp) {
        this.shell = shell;
        this.control = control;
        this.warmingUp = warmingUp;
        traces = new Traces(shell);
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
        InProcessControl.Provider provider = new InProcessControl.Provider(new SnippetClasses(projectDirectory.toAbsolutePath(), classPath), ValueText::of);
        AtomicBoolean warmingUp = new AtomicBoolean();
        JShell shell = JShell.builder()
                // With null JShell counts on: $1, $2.
                .tempVariableNameGenerator(() -> warmingUp.get() ? WARM_UP : null)
                .compilerOptions(EntryModules.compilerOptions(classPath).toArray(String[]::new))
                .executionEngine(provider, Map.of())
                .build();
        SnippetEngine engine = new SnippetEngine(shell, provider.control(), warmingUp);
        engine.evaluate(IMPORTS.stream().map(name -> "import " + name + ".*;").collect(Collectors.joining("\n")));
        return engine;
    }

    /**
     * Declares a variable of the shell's, or gives it another value; a variable that the user declared in its place is left alone.
     *
     * @param type as Java would spell it in a snippet, such as {@code List<TrainingRun>}
     * @param value empty for null
     * @return whether the variable is the shell's and has that value
     */
    public boolean bind(String name, String type, Optional<?> value) {
        synchronized (lock) {
            VarSnippet known = bound.get(name);
            if (known == null) {
                if (shell.variables().anyMatch(variable -> variable.name().equals(name))) {
                    return false;
                }
                known = (VarSnippet) shell.eval(type + " " + name + ";").get(0).snippet();
                bound.put(name, known);
            }
            if (shell.status(known) != Snippet.Status.VALID) {
                return false;
            }
            control.assignNext(value.map(object -> object));
            shell.varValue(known);
            return true;
        }
    }

    /** Has what an expression takes loaded before somebody types one, and leaves nothing behind: the next one is still {@code $1}. */
    public void warmUp() {
        synchronized (lock) {
            warmingUp.set(true);
            try {
                if (!isIncomplete("1 + 1")) {
                    evaluate("1 + 1");
                }
                shell.variables().filter(variable -> variable.name().equals(WARM_UP)).toList().forEach(shell::drop);
            } finally {
                warmingUp.set(false);
            }
        }
    }

    /** Evaluates what was typed. */
    public List<Evaluation> evaluate(String text) {
        return evaluate(SourceText.typed(text), true);
    }

    /** {@link #evaluate(SourceText, boolean, Consumer)} without being told in between. */
    public List<Evaluation> evaluate(SourceText source, boolean echo) {
        return evaluate(source, echo, evaluation -> {});
    }

    /**
     * Evaluates a text of any number of snippets, up to the first that is not {@link Evaluation.Done}.
     *
     * @param echo whether values are put into words; without, {@link Evaluation.Done#text()} is empty
     * @param heard told what became of each, before the next one runs
     */
    public List<Evaluation> evaluate(SourceText source, boolean echo, Consumer<Evaluation> heard) {
        synchronized (lock) {
            Evaluating now = new Evaluating(new AtomicBoolean(), new CountDownLatch(1));
            evaluating = now;
            try {
                return evaluate(source, echo, now.stopped(), heard);
            } finally {
                evaluating = null;
                now.ended().countDown();
            }
        }
    }

    private List<Evaluation> evaluate(SourceText source, boolean echo, AtomicBoolean stopped, Consumer<Evaluation> heard) {
        List<Evaluation> all = new ArrayList<>();
        Consumer<Evaluation> told = heard.andThen(all::add);
        String text = source.text();
        String rest = text;
        while (!rest.isBlank()) {
            int offset = text.length() - rest.length();
            Matcher command = COMMAND.matcher(rest);
            if (command.lookingAt()) {
                told.accept(command(command.group(1), offset + command.start(1)));
                break;
            }
            SnippetText next = SnippetText.first(rest, shell.sourceCodeAnalysis());
            if (next.completeness() == Completeness.EMPTY) {
                break;
            }
            // What is incomplete is tried all the same: the compiler says best what is missing.
            Evaluation evaluation = stopped.get() ? new Evaluation.Stopped() : evaluateOne(next.source(), source, offset, echo, stopped);
            told.accept(evaluation);
            if (!(evaluation instanceof Evaluation.Done)) {
                break;
            }
            rest = next.remaining();
        }
        return all;
    }

    private static Evaluation command(String line, int offset) {
        Matcher exit = EXIT.matcher(line);
        if (exit.matches()) {
            return new Evaluation.Left(exit.group(1) == null ? 0 : Math.min(255, Integer.parseInt(exit.group(1))));
        }
        return new Evaluation.Rejected("this is no Java; of the commands that begin with / only /exit can stand among snippets", offset, offset + line.length());
    }

    private Evaluation evaluateOne(String withSpace, SourceText source, int start, boolean echo, AtomicBoolean stopped) {
        // With an empty line first, JShell loses count of the lines; with a comment before an import, variables lose their values.
        int code = JavaTokens.firstCode(withSpace);
        String snippet = withSpace.substring(code);
        int offset = start + code;
        control.forget(echo);
        List<SnippetEvent> events = shell.eval(snippet).stream().filter(event -> event.causeSnippet() == null).toList();
        events.forEach(event -> traces.remember(event.snippet(), source, offset));
        if (stopped.get()) {
            return new Evaluation.Stopped();
        }
        List<String> texts = new ArrayList<>();
        List<Evaluation.Problem> warnings = new ArrayList<>();
        Optional<Object> value = Optional.empty();
        Optional<String> expression = Optional.empty();
        // One declaration of several variables makes several snippets, which ran in that order.
        Iterator<InProcessControl.Call> calls = control.calls().iterator();
        for (SnippetEvent event : events) {
            if (event.status() == Snippet.Status.REJECTED) {
                return rejected(event.snippet(), offset);
            }
            shell.diagnostics(event.snippet()).filter(diagnostic -> !diagnostic.isError()).map(diagnostic -> problem(diagnostic, offset)).forEach(warnings::add);
            boolean ran = event.value() != null || event.exception() != null;
            Optional<InProcessControl.Call> call = ran && calls.hasNext() ? Optional.of(calls.next()) : Optional.empty();
            JShellException exception = event.exception();
            if (exception != null) {
                return traces.threw(exception, call.flatMap(InProcessControl.Call::thrown), source);
            }
            value = call.filter(one -> event.snippet().subKind().hasValue()).flatMap(InProcessControl.Call::value);
            expression = call.filter(one -> echo && isExpression(event.snippet())).map(InProcessControl.Call::text);
            if (echo) {
                Stream.of(text(event, call)).filter(text -> !text.isEmpty()).forEach(texts::add);
            }
        }
        return new Evaluation.Done(String.join(System.lineSeparator(), texts), expression, value, warnings);
    }

    private static boolean isExpression(Snippet snippet) {
        return snippet.subKind().hasValue() && (snippet.kind() == Snippet.Kind.EXPRESSION || snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
    }

    private Evaluation rejected(Snippet snippet, int offset) {
        Evaluation.Problem first = problem(shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow(), offset);
        return new Evaluation.Rejected(first.message(), first.start(), first.end());
    }

    /** Without the place, which is a class that JShell wraps around the snippet, and without its name for the packages of snippets. */
    private static Evaluation.Problem problem(Diag diagnostic, int offset) {
        String message = diagnostic.getMessage(Locale.ENGLISH).lines()
                .filter(line -> !line.strip().equals("location: class"))
                .collect(Collectors.joining(System.lineSeparator()));
        return new Evaluation.Problem(message.strip(), offset + (int) diagnostic.getStartPosition(), offset + (int) diagnostic.getEndPosition());
    }

    private String text(SnippetEvent event, Optional<InProcessControl.Call> call) {
        Snippet snippet = event.snippet();
        String name = snippet instanceof VarSnippet variable ? variable.name() : snippet instanceof ExpressionSnippet expression ? expression.name() : "";
        if (call.isPresent() && snippet.subKind().hasValue() && !name.isEmpty()) {
            String value = call.get().text();
            return name + " ==> " + value;
        }
        if (snippet instanceof DeclarationSnippet declaration && snippet.kind() != Snippet.Kind.IMPORT) {
            String kind = switch (snippet.kind()) {
                case METHOD -> "method";
                case VAR -> "variable";
                default -> "type";
            };
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            return kind + " " + declaration.name() + (missing.isEmpty() ? "" : ", usable once there is " + missing);
        }
        return "";
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

    /** As {@link #variables()}, by name. */
    public Map<String, Object> variablesByName() {
        synchronized (lock) {
            Map<String, Object> all = new HashMap<>();
            shell.variables().toList().forEach(variable -> read(variable).ifPresent(value -> all.put(variable.name(), value)));
            return all;
        }
    }

    /** The names of all variables, also of those that hold null. */
    public Set<String> variableNames() {
        synchronized (lock) {
            return shell.variables().map(VarSnippet::name).collect(Collectors.toUnmodifiableSet());
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
                SnippetText next = SnippetText.first(rest, shell.sourceCodeAnalysis());
                if (next.isIncomplete() || next.completeness() == Completeness.UNKNOWN) {
                    return next.isIncomplete();
                }
                rest = next.remaining();
            }
            return false;
        }
    }

    /** What may stand at the cursor. */
    public Completions complete(String text, int cursor) {
        synchronized (lock) {
            return completion().at(text, cursor);
        }
    }

    /** What is known of the methods, the type or the variable at the cursor; inside a call's parentheses, of that call. */
    public List<Completions.Documented> documentation(String text, int cursor) {
        synchronized (lock) {
            return completion().of(text, cursor);
        }
    }

    private Completion completion() {
        if (completion == null) {
            completion = new Completion(shell, ApiDocs.load(), control.loader());
        }
        return completion;
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
}
