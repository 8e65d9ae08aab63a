package ai.arkor.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of a built entry, which names its entry class in its manifest. The same classes give the same bytes. */
final class EntryJar {

    private static final Attributes.Name ENTRY_CLASS = new Attributes.Name("Arkor-Entry-Class");
    private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private EntryJar() {}

    /** Writes to a temporary name and moves, so that a jar in use stays whole. */
    static void write(Path jar, String entryClass, Map<String, byte[]> classes) throws IOException {
        Files.createDirectories(jar.getParent());
        Path temporary = Files.createTempFile(jar.getParent(), "index", ".jar.tmp");
        try {
            try (OutputStream file = Files.newOutputStream(temporary); JarOutputStream out = new JarOutputStream(file)) {
                Manifest manifest = new Manifest();
                manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
                manifest.getMainAttributes().put(ENTRY_CLASS, entryClass);
                begin(out, JarFile.MANIFEST_NAME);
                manifest.write(out);
                for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                    begin(out, entry.getKey().replace('.', '/') + ".class");
                    out.write(entry.getValue());
                }
            }
            Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws EntryException when the jar cannot be read or names no entry class */
    static String entryClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest()).map(manifest -> manifest.getMainAttributes().getValue(ENTRY_CLASS))
                    .orElseThrow(() -> new EntryException(jar + " was not built by Arkor: its manifest has no " + ENTRY_CLASS
                            + ". Build the entry again from its source"));
        } catch (IOException e) {
            throw new EntryException("Could not read " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void begin(JarOutputStream out, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(TIMESTAMP);
        out.putNextEntry(entry);
    }
}
