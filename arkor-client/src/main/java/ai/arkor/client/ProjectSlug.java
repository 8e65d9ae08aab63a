package ai.arkor.client;

import java.util.Locale;

/** The name and slug of a new project, from the path of its folder. */
final class ProjectSlug {

    private static final int MAX_LENGTH = 40;

    private ProjectSlug() {}

    /** The last part of the path that is not empty, cut at slashes of either kind on every system; {@code project} when there is none. */
    static String name(String directory) {
        String name = "project";
        for (String part : directory.split("[/\\\\]")) {
            name = part.isEmpty() ? name : part;
        }
        return name;
    }

    static String slug(String directory) {
        String slug = dashed(name(directory).toLowerCase(Locale.ROOT)).replaceAll("^-+|-+$", "");
        String cut = slug.length() > MAX_LENGTH ? slug.substring(0, MAX_LENGTH) : slug;
        return cut.isEmpty() ? "project" : cut;
    }

    /** One dash a UTF-16 unit, as upstream does it: a pattern would take an emoji for one character. */
    private static String dashed(String name) {
        StringBuilder slug = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            slug.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' ? c : '-');
        }
        return slug.toString();
    }
}
