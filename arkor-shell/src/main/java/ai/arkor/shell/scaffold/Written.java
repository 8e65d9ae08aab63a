package ai.arkor.shell.scaffold;

import java.util.Locale;

/**
 * What became of one file.
 *
 * @param path relative to the project's folder, with {@code /}
 */
public record Written(String path, Action action) {

    /** What was done. */
    public enum Action {
        /** It was not there. */
        CREATED,
        /** It was there, and is as it was. */
        KEPT,
        /** Lines were added to it. */
        PATCHED,
        /** It had what it needs. */
        OK,
        /** It goes with a build file of ours, and the folder has one of its own. */
        SKIPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
