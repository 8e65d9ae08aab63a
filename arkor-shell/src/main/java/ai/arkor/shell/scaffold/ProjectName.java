package ai.arkor.shell.scaffold;

import java.nio.file.Path;
import java.util.Locale;

/** Names that are good for artifacts and titles. */
public final class ProjectName {

    private static final String FALLBACK = "arkor-project";
    private static final int LONGEST = 60;

    private ProjectName() {}

    /**
     * Lower-case ASCII letters and digits, with one dash for whatever is between, at most 60 characters; {@code arkor-project} where nothing is left. The rule is
     * upstream's, so that the same name comes out.
     */
    public static String sanitize(String text) {
        String dashed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = dashed.substring(0, Math.min(LONGEST, dashed.length())).replaceFirst("^-", "").replaceFirst("-$", "");
        return cut.isEmpty() ? FALLBACK : cut;
    }

    /** The name of a project that is given none. */
    public static String of(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? FALLBACK : sanitize(last.toString());
    }
}
