package ai.arkor.local.backend.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A base model inside this jar. Engines read folders, so it is unpacked to one, whose name tells the content. */
final class BundledModel {

    private static final List<String> NEEDED = List.of("config.json", "model.safetensors", "tokenizer.json");
    private static final List<String> OPTIONAL = List.of("tokenizer_config.json", "generation_config.json");

    private final String name;
    private final Path unpacked;
    private @Nullable Path folder;

    BundledModel(String name, Path unpacked) {
        this.name = name;
        this.unpacked = unpacked;
    }

    synchronized Path folder() throws IOException {
        Path ready = folder;
        if (ready == null || Files.notExists(ready)) {
            ready = unpack();
            folder = ready;
        }
        return ready;
    }

    private Path unpack() throws IOException {
        Files.createDirectories(unpacked);
        Path temporary = Files.createTempDirectory(unpacked, name + ".tmp");
        try {
            MessageDigest digest = sha256();
            for (String file : NEEDED) {
                if (!copy(file, temporary, digest)) {
                    throw new IOException("The base model " + name + " is not complete in this build: " + file + " is missing");
                }
            }
            for (String file : OPTIONAL) {
                copy(file, temporary, digest);
            }
            Path target = unpacked.resolve(name + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6));
            if (Files.notExists(target)) {
                moveTo(target, temporary);
            }
            return target;
        } finally {
            deleteFolder(temporary);
        }
    }

    private boolean copy(String file, Path into, MessageDigest digest) throws IOException {
        try (InputStream in = BundledModel.class.getResourceAsStream("/ai/arkor/local/models/" + name + "/" + file)) {
            if (in == null) {
                return false;
            }
            Files.copy(new DigestInputStream(in, digest), into.resolve(file));
            return true;
        }
    }

    private static void moveTo(Path target, Path temporary) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException unpackedByAnother) {
            // The name tells the content, so what is there is the same.
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
