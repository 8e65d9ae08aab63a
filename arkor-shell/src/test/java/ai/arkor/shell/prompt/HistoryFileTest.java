package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    @TempDir
    private Path folder;

    private HistoryFile file() {
        return new HistoryFile(folder.resolve("deep").resolve("history"));
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        List<String> texts = List.of("plain", "two\nlines", "back\\slash and \\n", "carriage\rreturn", "日本 😀", "colon: here");
        for (String text : texts) {
            file().append(new HistoryFile.Entry(TIME, text));
        }
        assertThat(file().read()).extracting(HistoryFile.Entry::text).isEqualTo(texts);
        assertThat(file().read()).extracting(HistoryFile.Entry::time).containsOnly(TIME);
    }

    @Test
    void anAbsentFileAndAFolderInItsPlaceHaveNothing() throws IOException {
        assertThat(file().read()).isEmpty();
        Files.createDirectories(folder.resolve("deep").resolve("history"));
        assertThat(file().read()).isEmpty();
        assertThatThrownBy(() -> file().append(new HistoryFile.Entry(TIME, "x"))).isInstanceOf(IOException.class);
    }

    @Test
    void whateverIsInItReadingEndsWellAndWhatIsAddedIsFound() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            Path path = folder.resolve("garbage-" + round);
            Files.write(path, garbage);
            HistoryFile file = new HistoryFile(path);
            file.trim();
            file.append(new HistoryFile.Entry(TIME, "added"));
            List<HistoryFile.Entry> read = file.read();
            assertThat(read.get(read.size() - 1)).as("round " + round).isEqualTo(new HistoryFile.Entry(TIME, "added"));
        }
    }

    @Test
    void aTornLastLineDoesNotSwallowTheNext() throws IOException {
        file().append(new HistoryFile.Entry(TIME, "whole"));
        Files.writeString(folder.resolve("deep").resolve("history"), "1700:to", StandardOpenOption.APPEND);
        file().append(new HistoryFile.Entry(TIME, "next"));
        assertThat(file().read()).extracting(HistoryFile.Entry::text).containsExactly("whole", "to", "next");
    }

    @Test
    void severalWritersLoseNothing() {
        CompletableFuture.allOf(IntStream.range(0, 8).mapToObj(writer -> CompletableFuture.runAsync(() -> IntStream.range(0, 50).forEach(i -> {
            try {
                file().append(new HistoryFile.Entry(TIME, writer + "/" + i));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }))).toArray(CompletableFuture[]::new)).join();
        assertThat(file().read()).hasSize(400).extracting(HistoryFile.Entry::text).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheLastTenThousand() throws IOException {
        Path path = folder.resolve("long");
        Files.write(path, IntStream.range(0, 13_000).mapToObj(i -> i + ":entry " + i).toList());
        new HistoryFile(path).trim();
        assertThat(Files.readAllLines(path)).hasSize(10_000).startsWith("3000:entry 3000").endsWith("12999:entry 12999");
    }

    @Test
    void trimmedItStaysTheUsersOwnAndTakesWhatComesAndLeavesNothingBesideButTheLock() throws IOException {
        Path path = folder.resolve("long");
        HistoryFile file = new HistoryFile(path);
        file.append(new HistoryFile.Entry(TIME, "first"));
        Files.write(path, IntStream.range(0, 13_000).mapToObj(i -> i + ":entry " + i).toList());
        file.trim();
        new HistoryFile(path).append(new HistoryFile.Entry(TIME, "after"));

        assertThat(file.read()).hasSize(10_000).last().isEqualTo(new HistoryFile.Entry(TIME, "after"));
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        }
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there).containsExactlyInAnyOrder(path, folder.resolve("long.lock"));
        }
    }
}
