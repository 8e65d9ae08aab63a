package ai.arkor.shell.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file that keeps what was typed: one entry a line, {@code MILLISECONDS:TEXT}, with line breaks of the text as {@code \n}. Several shells append to it at
 * once, each under the lock of a file beside it, {@code NAME.lock}, which stays when the file itself is replaced. What is in it that is no entry is left out.
 */
final class HistoryFile {

    /** What was typed, and when. */
    record Entry(Instant time, String text) {}

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_BYTES = 8 << 20;
    private static final int LONGEST_ENTRY = 200_000;

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** The last entries; none when the file is absent or cannot be read. */
    List<Entry> read() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<Entry> entries = entries(channel);
            return entries.subList(Math.max(0, entries.size() - MOST_ENTRIES), entries.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<Entry> entries(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, MOST_BYTES));
        channel.position(size - bytes.capacity());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Until it is full.
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.length() < LONGEST_ENTRY && line.substring(0, colon).matches("\\d{1,15}")) {
                entries.add(new Entry(Instant.ofEpochMilli(Long.parseLong(line.substring(0, colon))), unescape(line.substring(colon + 1))));
            }
        }
        return entries;
    }

    /**
     * Adds an entry for the user's eyes only.
     *
     * @throws IOException when it cannot be kept
     */
    void append(Entry entry) throws IOException {
        String line = entry.time().toEpochMilli() + ":" + escape(entry.text()) + "\n";
        // A lock is the whole JVM's, so two shells of one JVM must not ask for it at once.
        synchronized (HistoryFile.class) {
            makeFile(file);
            FileChannel locked = lock();
            try (locked; FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = channel.size();
                // After a line that was torn off, begin another.
                boolean torn = end > 0 && byteAt(channel, end - 1) != '\n';
                write(channel, end, (torn ? "\n" : "") + line);
            }
        }
    }

    /** Drops the oldest entries when there are many too many. What was there stays whole until all that is kept is written. */
    void trim() throws IOException {
        synchronized (HistoryFile.class) {
            if (!Files.isRegularFile(file)) {
                return;
            }
            FileChannel locked = lock();
            try (locked; FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                List<Entry> all = entries(channel);
                if (all.size() > MOST_ENTRIES + MOST_ENTRIES / 4 || channel.size() > MOST_BYTES) {
                    String kept = all.subList(Math.max(0, all.size() - MOST_ENTRIES), all.size()).stream()
                            .map(entry -> entry.time().toEpochMilli() + ":" + escape(entry.text()) + "\n")
                            .collect(Collectors.joining());
                    replace(kept);
                }
            }
        }
    }

    /** For the user's eyes only, as the file is. */
    private void replace(String text) throws IOException {
        Path real = file.toRealPath();
        Path written = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                write(channel, 0, text);
                channel.force(true);
            }
            Files.move(written, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** The lock is given back when the channel is closed. */
    private FileChannel lock() throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        makeFile(beside);
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void makeFile(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine = posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mine).close();
    }

    private static byte byteAt(FileChannel channel, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, position);
        return one.get(0);
    }

    private static void write(FileChannel channel, long position, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(position);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
