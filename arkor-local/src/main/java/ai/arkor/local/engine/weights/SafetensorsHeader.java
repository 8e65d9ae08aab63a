package ai.arkor.local.engine.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON header of a safetensors file: tensor name to element type, shape and place. */
record SafetensorsHeader(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = new JsonMapper();

    static SafetensorsHeader parse(Path file, byte[] json) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
                if (entry.getKey().equals(METADATA)) {
                    entry.getValue().properties().forEach(p -> metadata.put(p.getKey(), p.getValue().asString()));
                } else {
                    tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue()));
                }
            }
        } catch (JacksonException e) {
            throw new WeightsException(file + " has an unreadable header: " + e.getOriginalMessage(), e);
        }
        return new SafetensorsHeader(tensors, metadata);
    }

    private static StoredTensor tensor(Path file, String name, JsonNode node) {
        String dtype = node.path("dtype").asString("");
        StoredType type;
        try {
            type = StoredType.valueOf(dtype);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    "Tensor " + name + " in " + file + " has element type " + dtype + "; F32, F16 and BF16 can be read.", e);
        }
        List<Long> shape = new ArrayList<>();
        node.path("shape").forEach(size -> shape.add(size.asLong()));
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        StoredTensor tensor = new StoredTensor(name, type, shape, begin, end);
        if (begin < 0 || end - begin != Math.multiplyExact(tensor.elements(), type.bytes())) {
            throw new WeightsException("Tensor " + name + " in " + file + " has shape " + shape + " but the byte range "
                    + begin + " to " + end + ".");
        }
        return tensor;
    }

    /** Padded with spaces to a multiple of eight bytes, so that the data behind it is aligned. */
    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode node = root.putObject(METADATA);
            metadata.forEach(node::put);
        }
        for (StoredTensor tensor : tensors.values()) {
            ObjectNode node = root.putObject(tensor.name());
            node.put("dtype", tensor.type().name());
            ArrayNode shape = node.putArray("shape");
            tensor.shape().forEach(shape::add);
            node.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
        }
        byte[] json = JSON.writeValueAsBytes(root);
        byte[] padded = new byte[(json.length + 7) / 8 * 8];
        java.util.Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }
}
