package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the scripted cloud knows. Thread-safe. */
final class CloudState {

    static final String TOKEN = "scripted-token";
    static final String ORGANISATION = "scripted";

    private final Requests requests = new Requests();
    private final Deque<ScriptedJob> scripts = new ArrayDeque<>();
    private final Map<String, ScriptedJob> jobs = new LinkedHashMap<>();
    private final Map<String, JsonObject> projects = new LinkedHashMap<>();
    private final Endpoints endpoints = new Endpoints();
    private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
    private final Map<String, Reply> fixed = new LinkedHashMap<>();
    private Function<JsonObject, JsonObject> chat = request ->
            JsonValue.object().with("role", JsonValue.of("assistant")).with("content", JsonValue.of("scripted answer"));
    private int count;

    Requests requests() {
        return requests;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    synchronized ScriptedJob nextJob() {
        ScriptedJob job = newJob();
        scripts.add(job);
        return job;
    }

    synchronized ScriptedJob existingJob(String id) {
        ScriptedJob job = new ScriptedJob(id);
        jobs.put(id, job);
        return job;
    }

    synchronized ScriptedJob create(String name, JsonObject config) {
        ScriptedJob job = Optional.ofNullable(scripts.poll()).orElseGet(() -> newJob().started().completed());
        job.created(name, config);
        jobs.put(job.id(), job);
        return job;
    }

    synchronized Optional<ScriptedJob> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    synchronized List<ScriptedJob> jobs() {
        return List.copyOf(jobs.values());
    }

    /** The new project; empty when there is one of that slug. */
    synchronized Optional<JsonObject> createProject(String name, String slug) {
        if (projects.containsKey(slug)) {
            return Optional.empty();
        }
        JsonObject project = JsonValue.object()
                .with("id", JsonValue.of("project-" + (projects.size() + 1)))
                .with("slug", JsonValue.of(slug))
                .with("name", JsonValue.of(name))
                .with("orgId", JsonValue.of("org-1"));
        projects.put(slug, project);
        return Optional.of(project);
    }

    synchronized List<JsonValue> projects() {
        return List.copyOf(projects.values());
    }

    synchronized void fault(String route, Fault... inTurn) {
        faults.computeIfAbsent(route, r -> new ArrayDeque<>()).addAll(Arrays.asList(inTurn));
    }

    synchronized Fault nextFault(RecordedRequest request) {
        return faults.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty() && request.is(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getValue().remove())
                .orElse(Fault.NONE);
    }

    synchronized void fixed(String route, int status, String json) {
        fixed.put(route, new Reply(status, json));
    }

    synchronized Optional<Reply> fixed(RecordedRequest request) {
        return fixed.entrySet().stream().filter(entry -> request.is(entry.getKey())).map(Map.Entry::getValue).findFirst();
    }

    synchronized void chat(Function<JsonObject, JsonObject> answer) {
        chat = answer;
    }

    synchronized Function<JsonObject, JsonObject> chat() {
        return chat;
    }

    void wake() {
        jobs().forEach(ScriptedJob::wake);
    }

    private ScriptedJob newJob() {
        count++;
        return new ScriptedJob("job-" + count);
    }

    /** An answer that is no stream. */
    record Reply(int status, String body) {
        static Reply of(JsonObject json) {
            return new Reply(200, json.toString());
        }

        static Reply created(JsonObject json) {
            return new Reply(201, json.toString());
        }

        static Reply error(int status, String error) {
            return new Reply(status, JsonValue.object().with("error", JsonValue.of(error)).toString());
        }
    }
}
