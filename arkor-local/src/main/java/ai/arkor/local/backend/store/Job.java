package ai.arkor.local.backend.store;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A job as the store holds it. Times are ISO 8601 in UTC with milliseconds.
 *
 * @param config the configuration as it was submitted
 * @param error why it failed, or null
 */
public record Job(String id, String projectId, String name, JobStatus status, JsonObject config, @Nullable String error,
        String createdAt, @Nullable String startedAt, @Nullable String completedAt) {}
