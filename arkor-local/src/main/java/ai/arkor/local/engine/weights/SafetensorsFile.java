package ai.arkor.local.engine.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * One safetensors file, its tensors mapped into memory as they are read: eight bytes of little-endian header length, the
 * header in JSON, raw tensors. Format: <a href="https://github.com/huggingface/safetensors#format">huggingface/safetensors</a>.
 */
public final class SafetensorsFile implements TensorSource {
    /** The reference implementation's limit; a larger length is a damaged file, not a larger header. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path file, FileChannel channel, long dataStart, SafetensorsHeader header) {
        this.file = file;
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
    }

    /** @throws WeightsException when the file does not exist, is truncated, or its header makes no sense */
    public static SafetensorsFile open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            SafetensorsFile opened = readHeader(file, channel);
            channel = null;
            return opened;
        } catch (NoSuchFileException e) {
            throw new WeightsException("There is no weights file " + file + ".", e);
        } catch (IOException e) {
            throw new WeightsException("Cannot read " + file + ": " + e.getMessage(), e);
        } finally {
            closeAfterFailure(channel);
        }
    }

    private static SafetensorsFile readHeader(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new WeightsException(file + " is truncated: " + size + " bytes.");
        }
        long length = bytes(channel, 0, Long.BYTES).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw new WeightsException(file + " is not a safetensors file: header length " + length + ".");
        }
        long dataStart = Long.BYTES + length;
        if (size < dataStart) {
            throw new WeightsException(
                    file + " is truncated: its header ends at byte " + dataStart + ", the file has " + size + " bytes.");
        }
        SafetensorsHeader header = SafetensorsHeader.parse(file, bytes(channel, Long.BYTES, (int) length).array());
        for (StoredTensor tensor : header.tensors().values()) {
            if (dataStart + tensor.end() > size) {
                throw new WeightsException(file + " is truncated: tensor " + tensor.name() + " ends at byte "
                        + (dataStart + tensor.end()) + ", the file has " + size + " bytes.");
            }
        }
        return new SafetensorsFile(file, channel, dataStart, header);
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("file ends early");
            }
        }
        return buffer.flip();
    }

    private static void closeAfterFailure(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The failure that led here is being thrown and says more.
                return;
            }
        }
    }

    /** Free-form strings of the header, empty when there are none. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(header.tensors().keySet());
    }

    @Override
    public StoredTensor find(String name) {
        StoredTensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new WeightsException(file + " holds no tensor " + name + ".");
        }
        return tensor;
    }

    @Override
    public void read(String name, FloatBuffer target) {
        StoredTensor tensor = find(name);
        if (target.remaining() != tensor.elements()) {
            throw new IllegalArgumentException("Room for " + target.remaining() + " elements of " + tensor);
        }
        ByteBuffer bytes = map(tensor).order(ByteOrder.LITTLE_ENDIAN);
        switch (tensor.type()) {
            case F32 -> target.put(bytes.asFloatBuffer());
            case F16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                while (halves.hasRemaining()) {
                    target.put(HalfFloats.toFloat(halves.get()));
                }
            }
            case BF16 -> {
                ShortBuffer halves = bytes.asShortBuffer();
                while (halves.hasRemaining()) {
                    target.put(Float.intBitsToFloat(halves.get() << 16));
                }
            }
        }
    }

    private ByteBuffer map(StoredTensor tensor) {
        long length = tensor.end() - tensor.begin();
        if (length > Integer.MAX_VALUE) {
            throw new WeightsException("Tensor " + tensor.name() + " in " + file + " is larger than 2 GB.");
        }
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, dataStart + tensor.begin(), length);
        } catch (IOException e) {
            throw new WeightsException("Cannot read tensor " + tensor.name() + " of " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WeightsException("Cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
