package ai.arkor.local.backend.store;

import ai.arkor.api.JobStatus;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Projects, jobs and their events, in one SQLite file. Thread-safe; every change is one transaction. Its methods throw {@link StoreException} when
 * the file cannot be read or written.
 *
 * <p>A job's status only moves forward, {@code queued → running → completed | failed | cancelled}, and moves in the same transaction as the event
 * that tells of it: what a client was told and what it can ask never differ.
 */
public final class Store implements AutoCloseable {

    private static final String JOB = "SELECT id, project_id, name, status, config, error, created_at, started_at, completed_at FROM jobs ";

    private final Database database;
    private final InstantSource clock;

    private Store(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Opens the store, creating it when there is none. */
    public static Store open(Path file, InstantSource clock) {
        return new Store(Database.open(file), clock);
    }

    /** The new project, or empty when the slug is taken. */
    public Optional<Project> createProject(String slug, String name) {
        Project project = new Project(UUID.randomUUID().toString(), slug, name, now());
        int added = database.transaction(() -> database.update(
                "INSERT INTO projects VALUES (?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING", project.id(), slug, name, project.createdAt()));
        return added == 1 ? Optional.of(project) : Optional.empty();
    }

    public Optional<Project> project(String slug) {
        return database.query("SELECT id, slug, name, created_at FROM projects WHERE slug = ?", Store::readProject, slug).stream().findFirst();
    }

    public List<Project> projects() {
        return database.query("SELECT id, slug, name, created_at FROM projects ORDER BY created_at, slug", Store::readProject);
    }

    public Job createJob(Project project, String name, JsonObject config) {
        Job job = new Job(UUID.randomUUID().toString(), project.id(), name, JobStatus.QUEUED, config, null, now(), null, null);
        database.transaction(() -> database.update("INSERT INTO jobs (id, project_id, name, status, config, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                job.id(), job.projectId(), name, job.status().raw(), config.toString(), job.createdAt()));
        return job;
    }

    public Optional<Job> job(String id) {
        return database.query(JOB + "WHERE id = ?", Store::readJob, id).stream().findFirst();
    }

    /** The project's jobs, newest first. */
    public List<Job> jobs(Project project) {
        return database.query(JOB + "WHERE project_id = ? ORDER BY sequence DESC", Store::readJob, project.id());
    }

    /** The jobs of that status, oldest first. */
    public List<Job> jobs(JobStatus status) {
        return database.query(JOB + "WHERE status = ? ORDER BY sequence", Store::readJob, status.raw());
    }

    /** Marks a queued job as running. False when it is not queued any more. */
    public boolean markRunning(String jobId) {
        return database.transaction(() -> database.update(
                "UPDATE jobs SET status = 'running', started_at = ? WHERE id = ? AND status = 'queued'", now(), jobId)) == 1;
    }

    /** Marks a job as cancelled. False when it was over already. */
    public boolean cancel(String jobId) {
        return database.transaction(() -> database.update(
                "UPDATE jobs SET status = 'cancelled', completed_at = ? WHERE id = ? AND status IN ('queued', 'running')", now(), jobId)) == 1;
    }

    /**
     * Adds an event to a job's stream, completed by the job's id and the time, and moves the job's status when it tells of that. Nothing is added
     * once the job is over.
     *
     * @param event must have the text field {@code type}
     * @return whether it was added
     */
    public boolean append(String jobId, JsonObject event) {
        String type = event.string("type").orElseThrow();
        String time = now();
        String json = event.with("jobId", JsonValue.of(jobId)).with("timestamp", JsonValue.of(time)).toString();
        return database.transaction(() -> {
            boolean open = switch (type) {
                case "training.started" -> move(jobId, "status = 'running', started_at = ?", time);
                case "training.completed" -> move(jobId, "status = 'completed', completed_at = ?", time);
                case "training.failed" -> move(jobId, "status = 'failed', completed_at = ?, error = ?", time, event.string("error").orElse("no reason given"));
                default -> !database.select("SELECT 1 FROM jobs WHERE id = ? AND status IN ('queued', 'running')", row -> 1, jobId).isEmpty();
            };
            if (open) {
                database.update("INSERT INTO events SELECT ?, coalesce(max(id), 0) + 1, ?, ? FROM events WHERE job_id = ?", jobId, type, json, jobId);
            }
            return open;
        });
    }

    private boolean move(String jobId, String change, String time, Object... more) throws SQLException {
        Object[] values = new Object[more.length + 2];
        values[0] = time;
        System.arraycopy(more, 0, values, 1, more.length);
        values[values.length - 1] = jobId;
        return database.update("UPDATE jobs SET " + change + " WHERE id = ? AND status IN ('queued', 'running')", values) == 1;
    }

    /** A job's events after that position, oldest first, at most {@code limit} of them. */
    public List<StoredEvent> events(String jobId, long after, int limit) {
        return database.query("SELECT id, type, json FROM events WHERE job_id = ? AND id > ? ORDER BY id LIMIT ?",
                row -> new StoredEvent(row.getLong(1), row.getString(2), row.getString(3)), jobId, after, limit);
    }

    /** The last optimizer step a job's events tell of; 0 when they tell of none. */
    public long lastStep(String jobId) {
        return database.query("SELECT max(json_extract(json, '$.step')) FROM events WHERE job_id = ?", row -> row.getLong(1), jobId).get(0);
    }

    @Override
    public void close() {
        database.close();
    }

    private String now() {
        return Timestamps.text(clock.instant());
    }

    private static Project readProject(ResultSet row) throws SQLException {
        return new Project(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static Job readJob(ResultSet row) throws SQLException {
        return new Job(row.getString(1), row.getString(2), row.getString(3), new JobStatus(row.getString(4)), Json.parseObject(row.getString(5)),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9));
    }
}
