package ai.arkor.shell.script;

import ai.arkor.api.ArkorClient;
import ai.arkor.shell.snippet.Binding;
import ai.arkor.shell.snippet.Evaluation;
import ai.arkor.shell.snippet.SnippetEngine;
import ai.arkor.shell.snippet.SnippetSupport;
import ai.arkor.shell.snippet.SourceText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Runs scripts: up to the first snippet that fails, whose place is told. */
public final class ScriptRun {

    private static final int COMPLETED = 0;
    private static final int ERROR = 1;
    private static final int INTERRUPTED = 130;

    private final Path folder;
    private final List<Path> classPath;
    private final ArkorClient client;
    private final List<String> arguments;
    private final PrintStream out;
    private final PrintStream err;
    private final ToIntFunction<Throwable> statusOf;

    /**
     * @param folder the project's, which is where relative paths begin
     * @param client what snippets have as {@code client}
     * @param arguments what they have as {@code args}
     * @param out where {@link #print} prints
     * @param err where failures are told
     * @param statusOf the exit status for what a snippet threw
     */
    public ScriptRun(Path folder, List<Path> classPath, ArkorClient client, List<String> arguments, PrintStream out, PrintStream err,
            ToIntFunction<Throwable> statusOf) {
        this.folder = folder;
        this.classPath = classPath;
        this.client = client;
        this.arguments = arguments;
        this.out = out;
        this.err = err;
        this.statusOf = statusOf;
    }

    /**
     * Runs it without telling values.
     *
     * @return the exit status
     */
    public int run(Script script) {
        return run(script, false);
    }

    /** As {@link #run(Script)}, and prints the value of the last snippet when that is an expression: text as it is, other values in words for people. */
    public int print(Script script) {
        return run(script, true);
    }

    private int run(Script script, boolean print) {
        SourceText source = script.source();
        SnippetSupport.require();
        try (SnippetEngine engine = SnippetEngine.open(folder, classPath)) {
            // Each declaration takes its time, so that only those are made that the script may mean.
            values().forEach((binding, value) -> {
                if (source.text().contains(binding.variable())) {
                    binding.in(engine, Optional.of(value));
                }
            });
            List<Evaluation> all = engine.evaluate(source, print, evaluation -> warn(evaluation, source));
            if (all.isEmpty()) {
                return COMPLETED;
            }
            Evaluation last = all.get(all.size() - 1);
            if (print && last instanceof Evaluation.Done done) {
                done.expression().ifPresent(words -> out.println(done.value().filter(CharSequence.class::isInstance).map(Object::toString).orElse(words)));
            }
            return end(last, source);
        }
    }

    private Map<Binding, Object> values() {
        return Map.of(Binding.ARGS, arguments.toArray(String[]::new), Binding.CLIENT, client, Binding.PROJECT, folder);
    }

    private void warn(Evaluation evaluation, SourceText source) {
        if (evaluation instanceof Evaluation.Done done) {
            done.warnings().forEach(warning -> tell(source.place(warning.start()), "warning: " + warning.message(), source.pointAt(warning.start(), warning.end())));
        }
    }

    private int end(Evaluation last, SourceText source) {
        if (last instanceof Evaluation.Rejected rejected) {
            tell(source.place(rejected.start()), rejected.message(), source.pointAt(rejected.start(), rejected.end()));
            return ERROR;
        }
        if (last instanceof Evaluation.Threw threw) {
            boolean known = threw.at() >= 0;
            // A stack shows its lines itself.
            boolean shown = known && threw.text().lines().noneMatch(line -> line.startsWith("    at "));
            tell(source.name() + (known ? ":" + source.line(threw.at()) : ""), threw.text(), shown ? List.of("  " + source.lineAt(threw.at()).strip()) : List.of());
            return statusOf.applyAsInt(threw.thrown());
        }
        if (last instanceof Evaluation.Left left) {
            return left.status();
        }
        return last instanceof Evaluation.Stopped ? INTERRUPTED : COMPLETED;
    }

    /** As compilers do: the place and the first line, what stands there, the other lines. */
    private void tell(String place, String message, List<String> shown) {
        List<String> lines = message.lines().toList();
        err.println(place + ": " + (lines.isEmpty() ? "" : lines.get(0)));
        shown.forEach(err::println);
        if (lines.size() > 1) {
            err.println(lines.stream().skip(1).collect(Collectors.joining(System.lineSeparator())));
        }
    }
}
