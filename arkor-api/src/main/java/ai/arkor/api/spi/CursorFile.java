package ai.arkor.api.spi;

import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CursorMark} in a file, that survives its writer at any moment. The file has two slots, written in turn, each with a checksum: a write that
 * was cut short leaves the other slot as it was. A mark that was written survives the death of the process; one that was {@linkplain #sync() synced}
 * also that of the machine. Locked while open. Not thread-safe.
 */
public final class CursorFile implements AutoCloseable {

    private static final int SLOT_BYTES = 4096;

    private final Path path;
    private final FileChannel channel;
    private @Nullable CursorMark last;
    private long writes;

    private CursorFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens the file, making it when there is none.
     *
     * @throws ArkorException naming the file when it cannot be used, is in use, or holds no mark that can be read
     */
    public static CursorFile open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(path, channel);
                CursorFile file = new CursorFile(path, channel);
                file.load();
                return file;
            } catch (IOException | RuntimeException unusable) {
                channel.close();
                throw unusable;
            }
        } catch (IOException failed) {
            throw new ArkorException("Could not open the cursor file " + path + ": " + reason(failed), failed);
        }
    }

    /**
     * The last mark in the file; empty when there is no file, or no mark yet.
     *
     * @throws ArkorException naming the file when it cannot be read
     */
    public static Optional<CursorMark> read(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            CursorFile file = new CursorFile(path, channel);
            file.load();
            return file.mark();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new ArkorException("Could not read the cursor file " + path + ": " + reason(failed), failed);
        }
    }

    /** The run that the file's callbacks are of; empty when there is no file, or no mark yet. */
    public static Optional<RunReference> run(Path path) {
        return read(path).map(CursorMark::run);
    }

    public Optional<CursorMark> mark() {
        return Optional.ofNullable(last);
    }

    /** @throws ArkorException naming the file when it cannot be written, or the mark does not fit */
    public void write(CursorMark mark) {
        byte[] line = mark.line(writes).getBytes(StandardCharsets.UTF_8);
        if (line.length >= SLOT_BYTES) {
            throw new ArkorException("The event ids of run " + mark.run().jobId() + " are too long for the cursor file " + path);
        }
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(line);
        while (slot.remaining() > 1) {
            slot.put((byte) ' ');
        }
        slot.put((byte) '\n').flip();
        try {
            long at = writes % 2 * SLOT_BYTES;
            while (slot.hasRemaining()) {
                at += channel.write(slot, at);
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        last = mark;
        writes++;
    }

    /** Has what was written survive the machine. */
    public void sync() {
        try {
            channel.force(false);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private ArkorException unwritable(IOException failed) {
        return new ArkorException("Could not write the cursor file " + path + ": " + reason(failed), failed);
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            // As when it is another process's.
        }
        if (lock == null) {
            throw new ArkorException("The cursor file " + path + " is in use: another await records its callbacks there");
        }
    }

    private void load() throws IOException {
        long size = channel.size();
        for (int slot = 0; slot * SLOT_BYTES < size; slot++) {
            ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
            int at = slot * SLOT_BYTES;
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                // Until the slot is full or the file at its end.
            }
            take(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }
        if (last == null && size > 0 && !isOurs()) {
            throw new ArkorException("The cursor file " + path + " holds nothing that can be read. Delete it to be called back from the first event");
        }
    }

    /** Whether it is what a first write left that was cut short. */
    private boolean isOurs() throws IOException {
        ByteBuffer start = ByteBuffer.allocate(8);
        channel.read(start, 0);
        String text = new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII);
        return channel.size() < SLOT_BYTES && text.matches("[0-9a-f ]*");
    }

    private void take(String slot) {
        CursorMark.parse(slot).ifPresent(numbered -> {
            if (numbered.number() >= writes) {
                last = numbered.mark();
                writes = numbered.number() + 1;
            }
        });
    }

    private static String reason(IOException failed) {
        String message = failed.getMessage();
        return failed.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
