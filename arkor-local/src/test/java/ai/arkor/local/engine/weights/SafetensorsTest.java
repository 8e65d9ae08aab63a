package ai.arkor.local.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    private static final float[] VALUES = {1, -2.5f, 3e-3f, 65504, 0, 7};

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter(StoredType.F32)
                .metadata("format", "pt")
                .tensor("a.weight", List.of(2L, 3L), () -> FloatBuffer.wrap(VALUES))
                .tensor("b", List.of(1L), () -> FloatBuffer.wrap(new float[] {4}))
                .write(file);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.names()).containsExactlyInAnyOrder("a.weight", "b");
            assertThat(read.metadata()).containsEntry("format", "pt");
            assertThat(read.find("a.weight").shape()).containsExactly(2L, 3L);
            assertThat(values(read, "a.weight")).containsExactly(VALUES);
            assertThat(values(read, "b")).containsExactly(4);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void widensHalfPrecisionOfBothKinds() throws IOException {
        Path half = folder.resolve("half.safetensors");
        new SafetensorsWriter(StoredType.F16)
                .tensor("x", List.of(3L), () -> FloatBuffer.wrap(new float[] {1.5f, -0.25f, 0.1f}))
                .write(half);
        Path brain = file(
                "{\"x\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                new byte[] {(byte) 0xc0, 0x3f, 0x00, (byte) 0xc0});
        try (SafetensorsFile f16 = SafetensorsFile.open(half);
                SafetensorsFile bf16 = SafetensorsFile.open(brain)) {
            assertThat(f16.find("x").type()).isEqualTo(StoredType.F16);
            assertThat(values(f16, "x")).containsExactly(1.5f, -0.25f, 0.099975586f);
            assertThat(values(bf16, "x")).containsExactly(1.5f, -2f);
        }
    }

    @Test
    void findsATensorInTheShardThatHoldsIt() throws IOException {
        for (String shard : List.of("one", "two")) {
            new SafetensorsWriter(StoredType.F32)
                    .tensor(shard, List.of(1L), () -> FloatBuffer.wrap(new float[] {shard.length()}))
                    .write(folder.resolve(shard + ".safetensors"));
        }
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"one\":\"one.safetensors\",\"two\":\"two.safetensors\"}}");
        try (TensorSource source = ShardedWeights.openFolder(folder)) {
            assertThat(source.names()).containsExactlyInAnyOrder("one", "two");
            assertThat(values(source, "two")).containsExactly(3);
            assertThatThrownBy(() -> source.find("three")).hasMessageContaining("lists no tensor three");
        }
        Files.writeString(index, "{\"weight_map\":{\"one\":\"../one.safetensors\"}}");
        assertThatThrownBy(() -> ShardedWeights.openFolder(folder)).hasMessageContaining("outside its folder");
        Files.delete(index);
        assertThatThrownBy(() -> ShardedWeights.openFolder(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("neither model.safetensors nor");
    }

    @Test
    void saysWhereAFileEndsEarly() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter(StoredType.F32)
                .tensor("a.weight", List.of(2L, 3L), () -> FloatBuffer.wrap(VALUES))
                .write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .as("%d bytes", length)
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("is truncated");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("tensor a.weight ends at byte " + whole.length);
    }

    @Test
    void refusesDamagedAndForeignFiles() throws IOException {
        assertRefused(file("{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]), "element type I64");
        assertRefused(file("{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", new byte[8]), "shape [3]");
        assertRefused(file("{\"x\":", new byte[8]), "unreadable header");
        assertRefused(Files.writeString(folder.resolve("text"), "This is not a weights file."), "is not a safetensors file");
        assertRefused(folder.resolve("absent"), "There is no weights file");
    }

    @Test
    void namesExpectedAndFoundShape() {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter(StoredType.F32)
                .tensor("a.weight", List.of(2L, 3L), () -> FloatBuffer.wrap(VALUES))
                .write(file);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> read.read("a.weight", List.of(3L, 2L), FloatBuffer.allocate(6)))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage("Tensor a.weight has shape [2, 3], expected [3, 2].");
            assertThatThrownBy(() -> read.find("b.weight")).hasMessageContaining("holds no tensor b.weight");
        }
    }

    @Test
    void leavesTheOldFileWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "old");
        SafetensorsWriter writer = new SafetensorsWriter(StoredType.F32)
                .tensor("a", List.of(2L), () -> FloatBuffer.wrap(new float[1]));
        assertThatThrownBy(() -> writer.write(file)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).hasContent("old");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(message);
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("hand.safetensors"), bytes.array());
    }

    private static float[] values(TensorSource source, String name) {
        FloatBuffer target = FloatBuffer.allocate((int) source.find(name).elements());
        source.read(name, target);
        return target.array();
    }
}
