package ai.arkor.api;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells whether a file is still the same, by what is in it: SHA-256 in hexadecimal digits. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** Of an element of a class path: by the classes in it, in a jar by their checksums there; {@code absent} when there is none. */
    static String ofClasses(Path element) {
        try {
            if (Files.isDirectory(element)) {
                return ofFolder(element);
            }
            return Files.isRegularFile(element) ? ofJar(element) : "absent";
        } catch (IOException e) {
            throw new EntryException("The class path has " + element + ", which cannot be read: " + e, e);
        }
    }

    private static String ofFolder(Path folder) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> classes = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
            for (Path file : classes) {
                digest.update(folder.relativize(file).toString().replace(File.separatorChar, '/').getBytes(StandardCharsets.UTF_8));
                digest.update(sha256().digest(Files.readAllBytes(file)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofJar(Path jar) throws IOException {
        StringBuilder classes = new StringBuilder();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().filter(entry -> entry.getName().endsWith(".class")).sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> classes.append(entry.getName()).append(' ').append(entry.getCrc()).append('\n'));
        }
        return of(classes.toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
