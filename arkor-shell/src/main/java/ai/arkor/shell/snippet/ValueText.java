package ai.arkor.shell.snippet;

import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingResult;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatResponse;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into words for people: short, in one line where they fit, as a table where they are many of a kind. What a user's own {@code toString()}
 * throws is told in the value's place.
 */
final class ValueText {

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_LINES = 30;
    private static final int LONGEST_NESTED_TEXT = 120;
    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_CHARACTERS = 1_000;
    private static final int DEEPEST = 4;

    private ValueText() {}

    /** The value alone on its place: long texts and tables over several lines. */
    static String of(@Nullable Object value) {
        return safely(value, ValueText::whole);
    }

    /** The value in one line. */
    static String inLine(@Nullable Object value) {
        return safely(value, one -> nested(one, 1));
    }

    private static String safely(@Nullable Object value, Function<@Nullable Object, String> text) {
        try {
            return text.apply(value);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return "(a " + (value == null ? "value" : typeName(value.getClass())) + "; its toString() threw " + e.getClass().getName() + message(e) + ")";
        }
    }

    private static String message(Throwable thrown) {
        try {
            return thrown.getMessage() == null ? "" : ": " + cut(thrown.getMessage().replace('\n', ' '), LONGEST_NESTED_TEXT);
        } catch (RuntimeException unspeakable) {
            return "";
        }
    }

    private static String whole(@Nullable Object value) {
        if (value instanceof CharSequence text && text.toString().indexOf('\n') >= 0) {
            return block(text.toString());
        }
        if (value instanceof ChatResponse answer && answer.text().indexOf('\n') >= 0) {
            return block(answer.text());
        }
        if (value instanceof List<?> list) {
            Optional<String> table = ValueTable.of(list);
            if (table.isPresent()) {
                return table.get();
            }
        }
        return value instanceof CharSequence text ? quote(text.toString(), LONGEST_TEXT) : nested(value, 0);
    }

    private static String nested(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            return quote(text.toString(), LONGEST_NESTED_TEXT);
        }
        if (value instanceof Character character) {
            return "'" + escape(character.toString()).replace("'", "\\'") + "'";
        }
        if (value instanceof TrainingRun run) {
            return "run " + job(run.job());
        }
        if (value instanceof TrainingJob job) {
            return "job " + job(job);
        }
        if (value instanceof TrainingResult result) {
            return result(result);
        }
        if (value instanceof ChatResponse answer) {
            return quote(answer.text(), LONGEST_TEXT) + (answer.toolCalls().isEmpty() ? "" : " and " + count(answer.toolCalls().size(), "tool call"));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(content -> "Optional[" + nested(content, depth + 1) + "]").orElse("Optional.empty");
        }
        if (value instanceof Duration duration) {
            return duration(duration);
        }
        if (value instanceof BaseStream<?, ?>) {
            return "a stream, which can be read once; .toList() reads it";
        }
        if (value instanceof Map<?, ?> map) {
            return several("{", map.entrySet().iterator(), map.size(), "}", depth, entry -> {
                Map.Entry<?, ?> pair = (Map.Entry<?, ?>) entry;
                return safeNested(pair.getKey(), depth + 1) + "=" + safeNested(pair.getValue(), depth + 1);
            });
        }
        if (value instanceof Collection<?> collection) {
            return several("[", collection.iterator(), collection.size(), "]", depth, element -> safeNested(element, depth + 1));
        }
        if (value.getClass().isArray()) {
            List<Object> begin = new ArrayList<>();
            int length = Array.getLength(value);
            for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
                begin.add(Array.get(value, i));
            }
            return several("[", begin.iterator(), length, "]", depth, element -> safeNested(element, depth + 1));
        }
        return lines(String.valueOf(value), depth > 0);
    }

    private static String safeNested(@Nullable Object value, int depth) {
        return safely(value, one -> nested(one, depth));
    }

    private static String several(String open, Iterator<?> elements, int size, String close, int depth, Function<Object, String> text) {
        if (depth >= DEEPEST) {
            return open + (size == 0 ? "" : "…") + close;
        }
        StringBuilder all = new StringBuilder(open);
        int told = 0;
        while (elements.hasNext() && told < MOST_ELEMENTS && all.length() < MOST_CHARACTERS) {
            // A list may hold null.
            @SuppressWarnings("NullAway")
            Object element = elements.next();
            all.append(told == 0 ? "" : ", ").append(text.apply(element));
            told++;
        }
        if (told < size) {
            all.append(told == 0 ? "" : ", ").append("… ").append(String.format(Locale.ROOT, "%,d", size - told)).append(" more");
        }
        return all.append(close).toString();
    }

    private static String job(TrainingJob job) {
        return job.id() + " (" + job.name() + "): " + job.status() + step(job) + job.error().map(error -> ", " + cut(error, LONGEST_NESTED_TEXT)).orElse("")
                + ", model " + job.config().string("model").orElse("unknown");
    }

    /** A job's record says its step only on some backends. */
    private static String step(TrainingJob job) {
        return job.json().number("step").or(() -> job.json().number("currentStep")).map(step -> " at step " + step.toPlainString()).orElse("");
    }

    private static String result(TrainingResult result) {
        TrainingJob job = result.job();
        String took = job.startedAt().isPresent() && job.completedAt().isPresent()
                ? " in " + duration(Duration.between(job.startedAt().get(), job.completedAt().get()))
                : "";
        return job.status() + took + result.stoppedEarly().map(why -> ", stopped early: " + why).orElse("") + job.error().map(error -> ", " + error).orElse("")
                + (result.artifacts().isEmpty() ? "" : ", " + count(result.artifacts().size(), "artifact")) + ": run " + job.id() + " (" + job.name() + ")";
    }

    static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return duration.toMillisPart() == 0 && (duration.getNano() == 0 || seconds > 0) ? seconds + " s"
                    : seconds == 0 && duration.toMillis() == 0 ? duration.toNanos() + " ns"
                    : seconds == 0 ? duration.toMillis() + " ms"
                    : String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toDaysPart(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "min");
        part(text, duration.toSecondsPart(), "s");
        return text.toString().strip();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(' ').append(unit).append(' ');
        }
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** As a text block, so that lines look like lines. */
    private static String block(String text) {
        List<String> lines = text.lines().limit(MOST_LINES + 1L).toList();
        StringBuilder block = new StringBuilder("\"\"\"\n");
        lines.stream().limit(MOST_LINES).forEach(line -> block.append("    ").append(cut(line, LONGEST_TEXT)).append('\n'));
        block.append("    \"\"\"");
        if (lines.size() > MOST_LINES) {
            block.append("  … ").append(text.lines().count() - MOST_LINES).append(" more lines");
        }
        return block.toString();
    }

    private static String lines(String text, boolean inOneLine) {
        if (inOneLine) {
            return cut(text.replace('\n', ' '), LONGEST_NESTED_TEXT);
        }
        List<String> lines = text.lines().limit(MOST_LINES + 1L).toList();
        if (lines.size() <= MOST_LINES) {
            return cut(text, LONGEST_TEXT);
        }
        return cut(String.join("\n", lines.subList(0, MOST_LINES)), LONGEST_TEXT) + "\n… " + (text.lines().count() - MOST_LINES) + " more lines";
    }

    private static String quote(String text, int longest) {
        if (text.length() <= longest) {
            return '"' + escape(text) + '"';
        }
        return '"' + escape(text.substring(0, longest)) + "\"… " + String.format(Locale.ROOT, "%,d", text.length() - longest) + " more characters";
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                default -> {
                    if (Character.isISOControl(c)) {
                        escaped.append(String.format("\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    /** Without the package, and without the class that JShell wraps around a snippet. */
    private static String typeName(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replaceFirst("^\\$JShell\\$\\w+\\$", "").replace('$', '.');
    }
}
