package ai.arkor.local.engine.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects named tensors and writes them as one safetensors file, complete or not at all. Not thread-safe. */
public final class SafetensorsWriter {
    private static final int CHUNK_ELEMENTS = 1 << 16;

    private final StoredType type;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Supplier<FloatBuffer>> values = new ArrayList<>();
    private long end;

    /** @param type F32 or F16, rounding to nearest; BF16 can only be read */
    public SafetensorsWriter(StoredType type) {
        if (type == StoredType.BF16) {
            throw new IllegalArgumentException("BF16 can be read, not written");
        }
        this.type = type;
    }

    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** @param source called once while writing; must give exactly the elements of the shape, row-major */
    public SafetensorsWriter tensor(String name, List<Long> shape, Supplier<FloatBuffer> source) {
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        long begin = end;
        end = begin + elements * type.bytes();
        tensors.put(name, new StoredTensor(name, type, shape, begin, end));
        values.add(source);
        return this;
    }

    /** Writes beside {@code file} under a temporary name, forces it to disk, then moves it into place. */
    public void write(Path file) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeAll(channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            WeightsException failure = new WeightsException("Cannot write " + file + ": " + e.getMessage(), e);
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    private void writeAll(FileChannel channel) throws IOException {
        byte[] header = new SafetensorsHeader(tensors, metadata).toJson();
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        drain(channel, start.putLong(header.length).put(header).flip());
        int next = 0;
        for (StoredTensor tensor : tensors.values()) {
            FloatBuffer source = values.get(next++).get();
            if (source.remaining() != tensor.elements()) {
                throw new IllegalArgumentException(
                        "Tensor " + tensor.name() + " of shape " + tensor.shape() + " got " + source.remaining() + " values");
            }
            write(channel, source);
        }
    }

    private void write(FileChannel channel, FloatBuffer source) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_ELEMENTS * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (source.hasRemaining()) {
            chunk.clear();
            for (int i = Math.min(CHUNK_ELEMENTS, source.remaining()); i > 0; i--) {
                if (type == StoredType.F32) {
                    chunk.putFloat(source.get());
                } else {
                    chunk.putShort(HalfFloats.fromFloat(source.get()));
                }
            }
            drain(channel, chunk.flip());
        }
    }

    private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
