package ai.arkor.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The jar of a built entry, which names its entry class in its manifest. The same classes give the same bytes.
 *
 * @param classes the binary names of the classes in it
 * @param record what it was built from; empty when something else made the jar, or another version
 */
record EntryJar(String entryClass, Set<String> classes, Optional<BuildRecord> record) {

    private static final Attributes.Name ENTRY_CLASS = new Attributes.Name("Arkor-Entry-Class");
    private static final String RECORD = "META-INF/arkor/build.json";
    private static final String CLASS = ".class";
    private static final LocalDateTime TIMESTAMP = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Writes to a temporary name and moves, so that a jar in use stays whole, and of two builds at once one stays whole too. */
    static void write(Path jar, String entryClass, Map<String, byte[]> classes, BuildRecord record) throws IOException {
        Files.createDirectories(jar.getParent());
        // No createTempFile, whose files only their owner can read.
        Path temporary = jar.resolveSibling("index" + UUID.randomUUID() + ".jar.tmp");
        try {
            try (OutputStream file = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    JarOutputStream out = new JarOutputStream(file)) {
                Manifest manifest = new Manifest();
                manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
                manifest.getMainAttributes().put(ENTRY_CLASS, entryClass);
                begin(out, JarFile.MANIFEST_NAME);
                manifest.write(out);
                begin(out, RECORD);
                out.write(record.toJson().getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                    begin(out, entry.getKey().replace('.', '/') + CLASS);
                    out.write(entry.getValue());
                }
            }
            Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws EntryException when the jar cannot be read or names no entry class */
    static EntryJar read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String entryClass = Optional.ofNullable(file.getManifest()).map(manifest -> manifest.getMainAttributes().getValue(ENTRY_CLASS))
                    .orElseThrow(() -> new EntryException(jar + " was not built by Arkor: its manifest has no " + ENTRY_CLASS
                            + ". Build the entry again from its source"));
            Set<String> classes = file.stream().map(JarEntry::getName).filter(name -> name.endsWith(CLASS))
                    .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .collect(Collectors.toUnmodifiableSet());
            return new EntryJar(entryClass, classes, record(file));
        } catch (IOException e) {
            throw new EntryException("Could not read " + jar + ": " + e.getMessage() + ". Build the entry again from its source", e);
        }
    }

    private static Optional<BuildRecord> record(JarFile file) throws IOException {
        ZipEntry entry = file.getEntry(RECORD);
        return entry == null ? Optional.empty() : BuildRecord.parse(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void begin(JarOutputStream out, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(TIMESTAMP);
        out.putNextEntry(entry);
    }
}
