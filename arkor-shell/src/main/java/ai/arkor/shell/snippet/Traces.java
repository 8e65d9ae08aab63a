package ai.arkor.shell.snippet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** Tells of exceptions that snippets threw, by the lines that people wrote. Not thread-safe. */
final class Traces {

    private static final int MOST_FRAMES = 12;
    private static final int MOST_CAUSES = 5;

    private final JShell shell;
    private final Map<String, Place> places = new HashMap<>();

    /** Where a snippet's first line is in what was evaluated, counted from 1. */
    private record Place(SourceText source, int firstLine) {

        int offset(int line) {
            return source.offsetOfLine(firstLine + line - 1);
        }
    }

    Traces(JShell shell) {
        this.shell = shell;
    }

    /** @param offset where the snippet begins in its source */
    void remember(Snippet snippet, SourceText source, int offset) {
        places.put(snippet.id(), new Place(source, source.line(offset)));
    }

    Evaluation.Threw threw(JShellException exception, Optional<Throwable> thrown, SourceText source) {
        int at = place(exception, source);
        if (exception instanceof UnresolvedReferenceException unresolved) {
            String missing = shell.unresolvedDependencies(unresolved.getSnippet()).collect(Collectors.joining(", "));
            return new Evaluation.Threw(unresolved.getSnippet().name() + " cannot be used yet" + (missing.isEmpty() ? "" : ": it needs " + missing)
                    + ", which is not declared", exception, at);
        }
        EvalException evaluated = (EvalException) exception;
        List<String> lines = new ArrayList<>();
        lines.add(headline(evaluated));
        if (!isOfArkor(evaluated)) {
            lines.addAll(frames(evaluated, source));
            causes(evaluated, lines);
        }
        return new Evaluation.Threw(String.join(System.lineSeparator(), lines), thrown.orElse(exception), at);
    }

    /** The innermost place of the text that was just evaluated. */
    private int place(JShellException exception, SourceText source) {
        for (StackTraceElement frame : exception.getStackTrace()) {
            Optional<Place> place = place(frame);
            if (place.isPresent() && place.get().source() == source) {
                int start = place.get().offset(frame.getLineNumber());
                String line = source.lineAt(start);
                return start + line.length() - line.stripLeading().length();
            }
        }
        return -1;
    }

    private Optional<Place> place(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? Optional.ofNullable(places.get(file.substring(1))) : Optional.empty();
    }

    /** Exceptions of Arkor are written for people; one that a callback threw is not. */
    private static boolean isOfArkor(EvalException thrown) {
        String type = thrown.getExceptionClassName();
        return type.startsWith("ai.arkor.api.") && !simple(type).equals("CallbackException");
    }

    private static String headline(EvalException thrown) {
        String type = isOfArkor(thrown) ? simple(thrown.getExceptionClassName()) : thrown.getExceptionClassName();
        return type + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** What people wrote, and of the libraries' frames the innermost; nothing when that is the one line that was typed. */
    private List<String> frames(EvalException thrown, SourceText source) {
        List<String> lines = new ArrayList<>();
        boolean typedInOneLine = source.name().isEmpty() && source.text().strip().indexOf('\n') < 0;
        OptionalInt firstOwn = firstOwn(thrown.getStackTrace());
        for (int i = 0; i < thrown.getStackTrace().length && lines.size() < MOST_FRAMES; i++) {
            StackTraceElement frame = thrown.getStackTrace()[i];
            Optional<Place> place = place(frame);
            boolean isTheLineTyped = typedInOneLine && place.isPresent() && place.get().source() == source && method(frame).isEmpty();
            if (place.isPresent() && !isTheLineTyped) {
                lines.add("    at " + text(frame, place.get()));
            } else if (place.isEmpty() && (i == 0 || firstOwn.isEmpty())) {
                lines.add("    at " + frame);
            }
        }
        return lines;
    }

    private OptionalInt firstOwn(StackTraceElement[] frames) {
        for (int i = 0; i < frames.length; i++) {
            if (place(frames[i]).isPresent()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static String text(StackTraceElement frame, Place place) {
        int offset = place.offset(frame.getLineNumber());
        String where = place.source().name().isEmpty() ? "" : " (" + place.source().name() + ":" + place.source().line(offset) + ")";
        return (method(frame) + where + ": " + place.source().lineAt(offset).strip()).replaceFirst("^(: | )", "");
    }

    /** As people wrote it: a snippet that is in no method is in one of JShell's. */
    private static String method(StackTraceElement frame) {
        return frame.getMethodName().replaceFirst("^lambda\\$do_it\\$.*", "lambda").replaceFirst("^do_it\\$.*", "").replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    }

    private static void causes(EvalException thrown, List<String> lines) {
        Throwable cause = thrown.getCause();
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            lines.add("caused by " + (cause instanceof EvalException evaluated ? headline(evaluated) : cause.toString()));
            cause = cause.getCause();
        }
    }
}
