package ai.arkor.shell.snippet;

import java.util.List;
import java.util.Optional;

/** What became of one snippet. */
public sealed interface Evaluation {

    /**
     * It ran.
     *
     * @param text what to tell people of it, such as {@code x ==> 3}; empty when there is nothing to tell
     * @param expression the words for the value alone, when the snippet is an expression that has one
     * @param value the object it made; empty for none and for null
     * @param warnings what the compiler has to say all the same
     */
    record Done(String text, Optional<String> expression, Optional<Object> value, List<Problem> warnings) implements Evaluation {}

    /**
     * It does not compile, and did nothing.
     *
     * @param start where the problem begins, in characters of the whole text that was evaluated
     * @param end after its last character
     */
    record Rejected(String message, int start, int end) implements Evaluation {}

    /**
     * It threw.
     *
     * @param text the exception, and the snippet's own part of the stack where that helps
     * @param thrown the very object
     * @param at where in the whole text that was evaluated; −1 when it is not known
     */
    record Threw(String text, Throwable thrown, int at) implements Evaluation {}

    /** It was stopped from outside. */
    record Stopped() implements Evaluation {}

    /** It asked to end here: {@code /exit}, and the status that follows it, or 0. */
    record Left(int status) implements Evaluation {}

    /** A place in the text that was evaluated, and what is wrong there; as in {@link Rejected}. */
    record Problem(String message, int start, int end) {}
}
