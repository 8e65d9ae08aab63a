package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources that are there to be copied. */
final class Examples {

    static final Path ROOT = Path.of("src", "main", "java").toAbsolutePath();

    private Examples() {}

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
