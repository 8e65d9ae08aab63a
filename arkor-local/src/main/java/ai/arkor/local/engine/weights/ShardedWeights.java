package ai.arkor.local.engine.weights;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The weights of a Hugging Face model folder: {@code model.safetensors}, or the shards {@code model.safetensors.index.json} lists. */
public final class ShardedWeights implements TensorSource {
    private final Path index;
    private final Map<String, SafetensorsFile> fileOf;
    private final Set<SafetensorsFile> files;

    private ShardedWeights(Path index, Map<String, SafetensorsFile> fileOf, Set<SafetensorsFile> files) {
        this.index = index;
        this.fileOf = fileOf;
        this.files = files;
    }

    /** @throws WeightsException when the folder holds neither file or one of them is damaged */
    public static TensorSource openFolder(Path folder) {
        Path single = folder.resolve("model.safetensors");
        Path index = folder.resolve("model.safetensors.index.json");
        if (Files.exists(single)) {
            return SafetensorsFile.open(single);
        }
        if (Files.exists(index)) {
            return openShards(folder, index);
        }
        throw new WeightsException("Folder " + folder + " holds neither model.safetensors nor model.safetensors.index.json.");
    }

    private static ShardedWeights openShards(Path folder, Path index) {
        Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
        Map<String, SafetensorsFile> fileOf = new LinkedHashMap<>();
        boolean complete = false;
        try {
            for (Map.Entry<String, JsonNode> entry : weightMap(index).properties()) {
                String shard = entry.getValue().asString();
                Path file = folder.resolve(shard).normalize();
                if (!file.startsWith(folder.normalize())) {
                    throw new WeightsException(index + " names a shard outside its folder: " + shard + ".");
                }
                fileOf.put(entry.getKey(), shards.computeIfAbsent(shard, name -> SafetensorsFile.open(file)));
            }
            complete = true;
            return new ShardedWeights(index, fileOf, Set.copyOf(shards.values()));
        } finally {
            if (!complete) {
                shards.values().forEach(SafetensorsFile::close);
            }
        }
    }

    private static JsonNode weightMap(Path index) {
        JsonNode map;
        try {
            map = new JsonMapper().readTree(index).path("weight_map");
        } catch (JacksonException e) {
            throw new WeightsException("Cannot read " + index + ": " + e.getOriginalMessage(), e);
        }
        if (!map.isObject()) {
            throw new WeightsException(index + " has no weight_map.");
        }
        return map;
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(fileOf.keySet());
    }

    @Override
    public StoredTensor find(String name) {
        return shardOf(name).find(name);
    }

    @Override
    public void read(String name, FloatBuffer target) {
        shardOf(name).read(name, target);
    }

    private SafetensorsFile shardOf(String name) {
        SafetensorsFile file = fileOf.get(name);
        if (file == null) {
            throw new WeightsException(index + " lists no tensor " + name + ".");
        }
        return file;
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
