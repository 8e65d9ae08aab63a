package ai.arkor.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A project's slug on the embedded backend: the wire's slug of the folder's name (specification 2.2), a dash, and 6 hex digits of the path's hash. */
final class ProjectSlug {

    private static final int MOST = 40;
    private static final int HASH_BYTES = 3;

    private ProjectSlug() {}

    static String of(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return slug(name == null ? "" : name.toString()) + "-" + hash(absolute.toString());
    }

    private static String slug(String name) {
        String dashed = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
        String cut = dashed.length() > MOST ? dashed.substring(0, MOST) : dashed;
        return cut.isEmpty() ? "project" : cut;
    }

    private static String hash(String path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
