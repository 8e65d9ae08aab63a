package ai.arkor.shell.snippet;

import java.util.List;

/**
 * What may stand at the cursor.
 *
 * @param start where the text begins that a candidate replaces
 */
public record Completions(int start, List<Candidate> candidates) {

    /** What a candidate is. */
    public enum Kind {
        VARIABLE,
        METHOD,
        FIELD,
        TYPE,
        PACKAGE,
        OTHER
    }

    /**
     * One that may stand there.
     *
     * @param text what to put there; of a method also its parenthesis, and the closing one when it takes nothing
     * @param signature in a few words, such as {@code TrainingRun start()}; empty when not known
     * @param documentation one sentence; empty for what is not ours
     */
    public record Candidate(String text, Kind kind, String signature, String documentation) {

        static Candidate plain(String text) {
            return new Candidate(text, text.indexOf('(') >= 0 ? Kind.METHOD : Kind.OTHER, "", "");
        }
    }

    /**
     * What is known of what stands at the cursor.
     *
     * @param documentation all of it, in lines; empty for what is not ours
     */
    public record Documented(String signature, String documentation) {}

    /** The texts of the candidates. */
    public List<String> words() {
        return candidates.stream().map(Candidate::text).toList();
    }
}
