package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A job as the backend told of it: immutable, with every field it sent, also those this version has no method for. */
public final class TrainingJob {

    private static final List<String> REQUIRED = List.of("id", "orgId", "projectId", "name", "status", "createdAt");

    private final JsonObject json;

    private TrainingJob(JsonObject json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException naming the first required field that is missing or is not text */
    public static TrainingJob of(JsonObject json) {
        for (String field : REQUIRED) {
            if (json.string(field).isEmpty()) {
                throw new IllegalArgumentException("A job must have the text field " + field);
            }
        }
        if (json.object("config").flatMap(config -> config.string("model")).isEmpty()) {
            throw new IllegalArgumentException("A job must have the text field config.model");
        }
        return new TrainingJob(json);
    }

    public String id() {
        return text("id");
    }

    public String orgId() {
        return text("orgId");
    }

    public String projectId() {
        return text("projectId");
    }

    public String name() {
        return text("name");
    }

    public JobStatus status() {
        return new JobStatus(text("status"));
    }

    /** The configuration the job was created with, as the wire spells it. */
    public JsonObject config() {
        return json.object("config").orElseThrow();
    }

    /** Why it failed; empty unless it did. */
    public Optional<String> error() {
        return json.string("error");
    }

    public Optional<Instant> createdAt() {
        return time("createdAt");
    }

    public Optional<Instant> startedAt() {
        return time("startedAt");
    }

    public Optional<Instant> completedAt() {
        return time("completedAt");
    }

    /** The record as it came, with the changes events made since. */
    public JsonObject json() {
        return json;
    }

    /** A copy in which one field has another value. */
    public TrainingJob with(String field, JsonValue value) {
        return of(json.with(field, value));
    }

    private String text(String field) {
        return json.string(field).orElseThrow();
    }

    private Optional<Instant> time(String field) {
        return json.string(field).flatMap(TrainingJob::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingJob job && json.equals(job.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "TrainingJob[" + id() + " " + name() + " " + status() + "]";
    }
}
