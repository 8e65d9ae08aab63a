package ai.arkor.local.backend.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to be the backend of a data directory. The operating system takes it back when its holder dies, however that happens, so a lock left
 * behind does not exist.
 */
public final class BackendLock implements AutoCloseable {

    /** Closing any channel on a POSIX-locked file drops the whole process's lock, so a second attempt must not even open the file. */
    private static final Set<Path> HELD_IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private BackendLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** The lock, or empty when another backend holds it. */
    public static Optional<BackendLock> tryAcquire(DataDirectory data) throws IOException {
        PrivateFiles.createFolder(data.root());
        Path path = data.root().toRealPath().resolve(data.lock().getFileName());
        if (!HELD_IN_THIS_PROCESS.add(path)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean acquired = false;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            acquired = lock != null;
            return acquired ? Optional.of(new BackendLock(path, channel)) : Optional.empty();
        } finally {
            if (!acquired) {
                HELD_IN_THIS_PROCESS.remove(path);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Gives the right up. */
    @Override
    public void close() throws IOException {
        channel.close();
        HELD_IN_THIS_PROCESS.remove(path);
    }
}
