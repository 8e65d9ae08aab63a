package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripted cloud's deployments and their keys. A slug is taken wherever it is; all else is seen within its project only. Thread-safe. */
final class Endpoints {

    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<String, Endpoint> all = new LinkedHashMap<>();
    private int count;
    private int keyCount;

    synchronized List<JsonValue> list(String project) {
        return all.values().stream().filter(endpoint -> endpoint.project.equals(project)).<JsonValue>map(endpoint -> endpoint.record).toList();
    }

    synchronized Optional<JsonObject> find(String project, String id) {
        return endpoint(project, id).map(endpoint -> endpoint.record);
    }

    /** Empty when the slug is taken. */
    synchronized Optional<JsonObject> create(String project, JsonObject fields) {
        Optional<String> slug = fields.string("slug");
        if (all.values().stream().anyMatch(endpoint -> endpoint.record.string("slug").equals(slug))) {
            return Optional.empty();
        }
        count++;
        JsonObject record = JsonValue.object()
                .with("id", JsonValue.of("endpoint-" + count))
                .with("slug", JsonValue.of(slug.orElseThrow()))
                .with("orgId", JsonValue.of("org-1"))
                .with("projectId", JsonValue.of("project-1"))
                .with("target", fields.get("target").orElseThrow())
                .with("authMode", fields.get("authMode").orElseThrow())
                .with("urlFormat", JsonValue.of("openai_compat"))
                .with("enabled", JsonValue.of(true))
                .with("customDomain", JsonValue.NULL)
                .with("runRetentionMode", JsonValue.of("days"))
                .with("runRetentionDays", JsonValue.of(7))
                .with("createdAt", JsonValue.of(CREATED.toString()))
                .with("updatedAt", JsonValue.of(CREATED.toString()));
        Endpoint endpoint = new Endpoint(project, record);
        endpoint.retain(fields);
        all.put("endpoint-" + count, endpoint);
        return Optional.of(endpoint.record);
    }

    /** Empty when there is none of that id. */
    synchronized Optional<JsonObject> update(String project, String id, JsonObject changes) {
        return endpoint(project, id).map(endpoint -> {
            for (String field : List.of("target", "authMode", "enabled")) {
                changes.get(field).ifPresent(value -> endpoint.record = endpoint.record.with(field, value));
            }
            endpoint.retain(changes);
            endpoint.record = endpoint.record.with("updatedAt", JsonValue.of(CREATED.plusSeconds(++endpoint.updates).toString()));
            return endpoint.record;
        });
    }

    /** @return whether there was one of that id */
    synchronized boolean delete(String project, String id) {
        return endpoint(project, id).map(endpoint -> all.values().remove(endpoint)).orElse(false);
    }

    /** Empty when there is no endpoint of that id. */
    synchronized Optional<List<JsonValue>> keys(String project, String id) {
        return endpoint(project, id).map(endpoint -> List.copyOf(endpoint.keys));
    }

    /** The key with its plaintext; empty when there is no endpoint of that id. */
    synchronized Optional<JsonObject> issue(String project, String id, String label) {
        return endpoint(project, id).map(endpoint -> {
            keyCount++;
            JsonObject key = JsonValue.object()
                    .with("id", JsonValue.of("key-" + keyCount))
                    .with("label", JsonValue.of(label))
                    .with("prefix", JsonValue.of("ark_live_000" + keyCount))
                    .with("createdAt", JsonValue.of(CREATED.toString()));
            endpoint.keys.add(key.with("enabled", JsonValue.of(true)).with("lastUsedAt", JsonValue.NULL));
            return key.with("plaintext", JsonValue.of("ark_live_000" + keyCount + "_scripted"));
        });
    }

    /** @return whether there is such a key */
    synchronized boolean revoke(String project, String id, String keyId) {
        return endpoint(project, id).map(endpoint -> endpoint.revoke(keyId)).orElse(false);
    }

    private Optional<Endpoint> endpoint(String project, String id) {
        return Optional.ofNullable(all.get(id)).filter(endpoint -> endpoint.project.equals(project));
    }

    private static final class Endpoint {
        private final String project;
        private final List<JsonObject> keys = new ArrayList<>();
        private JsonObject record;
        private int updates;

        Endpoint(String project, JsonObject record) {
            this.project = project;
            this.record = record;
        }

        /** Days are of their mode only. */
        void retain(JsonObject fields) {
            Optional<JsonValue> mode = fields.get("runRetentionMode");
            if (mode.isPresent()) {
                Map<String, JsonValue> members = new LinkedHashMap<>(record.members());
                members.put("runRetentionMode", mode.get());
                members.remove("runRetentionDays");
                fields.get("runRetentionDays").ifPresent(days -> members.put("runRetentionDays", days));
                record = new JsonObject(members);
            }
        }

        boolean revoke(String keyId) {
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).string("id").filter(keyId::equals).isPresent()) {
                    keys.set(i, keys.get(i).with("enabled", JsonValue.of(false)));
                    return true;
                }
            }
            return false;
        }
    }
}
