package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A job of the {@link ScriptedCloud}: what its stream tells, in order, and how it goes wrong. The script may be written before the job is created or
 * while it is watched; a stream tells what is there, from where it was asked to, and waits for more until the job is over. Events have the ids
 * {@code 1}, {@code 2} and so on, and times a second apart.
 *
 * <p>The job's status follows the events as they are first sent, and not as they are scripted. Thread-safe.
 */
public final class ScriptedJob {

    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    private final String id;
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private int events;
    private JsonObject record;
    private boolean cancelled;

    ScriptedJob(String id) {
        this.id = id;
        this.record = JsonValue.object()
                .with("id", JsonValue.of(id))
                .with("orgId", JsonValue.of("org-1"))
                .with("projectId", JsonValue.of("project-1"))
                .with("name", JsonValue.of("scripted"))
                .with("status", JsonValue.of("queued"))
                .with("config", JsonValue.object().with("model", JsonValue.of("scripted-model")))
                .with("createdAt", JsonValue.of(CREATED.toString()));
    }

    public String id() {
        return id;
    }

    /** The job as the cloud tells of it. */
    public synchronized JsonObject record() {
        return record;
    }

    /** The configuration it was created with. */
    public JsonObject config() {
        return record().object("config").orElse(JsonValue.object());
    }

    public String status() {
        return record().string("status").orElse("");
    }

    public ScriptedJob started() {
        return event("training.started", JsonValue.object());
    }

    public ScriptedJob log(long step, double loss) {
        return log(step, Map.of("loss", loss));
    }

    /** @param numbers by wire name, for instance {@code evalLoss} */
    public ScriptedJob log(long step, Map<String, Double> numbers) {
        JsonObject fields = JsonValue.object().with("step", JsonValue.of(step));
        for (Map.Entry<String, Double> number : numbers.entrySet()) {
            fields = fields.with(number.getKey(), number(number.getValue()));
        }
        return event("training.log", fields);
    }

    /** JSON has no word for what is not finite, so that it goes as text. */
    private static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonValue.of(value) : JsonValue.of(Double.toString(value));
    }

    public ScriptedJob checkpoint(long step) {
        return event("checkpoint.saved", JsonValue.object().with("step", JsonValue.of(step)));
    }

    /** The run's last event, after which the stream ends. */
    public ScriptedJob completed() {
        JsonValue artifact = JsonValue.object().with("pathname", JsonValue.of("/adapters/" + id));
        return event("training.completed", JsonValue.object().with("artifacts", new JsonArray(List.of(artifact))));
    }

    /** The run's last event, after which the stream ends. */
    public ScriptedJob failed(String error) {
        return event("training.failed", JsonValue.object().with("error", JsonValue.of(error)));
    }

    /** An event of any type. */
    public synchronized ScriptedJob event(String type, JsonObject fields) {
        events++;
        JsonObject data = JsonValue.object()
                .with("type", JsonValue.of(type))
                .with("jobId", JsonValue.of(id))
                .with("timestamp", JsonValue.of(CREATED.plusSeconds(events).toString()));
        for (Map.Entry<String, JsonValue> field : fields.members().entrySet()) {
            data = data.with(field.getKey(), field.getValue());
        }
        byte[] frame = Protocol.frame(Integer.toString(events), type, data.toString());
        return add(new Entry(frame, Optional.of(Integer.toString(events)), data, type.equals("training.completed") || type.equals("training.failed")));
    }

    public ScriptedJob ping() {
        return raw("event: ping\ndata:\n\n");
    }

    /** Text that goes out as it is, whatever it means. */
    public synchronized ScriptedJob raw(String text) {
        return add(new Entry(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), JsonValue.object(), false));
    }

    /** The stream says {@code end} here and closes; the status stays as it is. */
    public synchronized ScriptedJob end() {
        return add(new Entry(Protocol.END, Optional.empty(), JsonValue.object(), true));
    }

    /** The job is cancelled now, as if its owner had asked for it: streams tell no more than {@code end}. */
    public synchronized ScriptedJob cancelled() {
        cancelled = true;
        return status("cancelled");
    }

    /** Says so when asked for the job, whatever the stream tells. */
    public ScriptedJob status(String status) {
        return field("status", JsonValue.of(status));
    }

    /** Sets a field of the job's record. */
    public synchronized ScriptedJob field(String name, JsonValue value) {
        record = record.with(name, value);
        notifyAll();
        return this;
    }

    /** What goes wrong with its stream: the first at the first opening, and so on. Openings after the last fault go well. */
    public synchronized ScriptedJob fault(Fault... inTurn) {
        faults.addAll(Arrays.asList(inTurn));
        return this;
    }

    synchronized Fault nextFault() {
        return Optional.ofNullable(faults.poll()).orElse(Fault.NONE);
    }

    synchronized void created(String name, JsonObject config) {
        record = record.with("name", JsonValue.of(name)).with("config", config);
    }

    /** @return whether it was not over yet */
    synchronized boolean cancel() {
        if (isOver(status())) {
            return false;
        }
        cancelled();
        return true;
    }

    /** Where a stream begins that goes on after that event; at the first when there is none of that id. */
    synchronized int after(String eventId) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id.filter(eventId::equals).isPresent()) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The entry at that place, waited for; empty when none will come, because the job is over or the client has left. */
    synchronized Optional<Entry> await(int at, CompletableFuture<Void> clientLeft) throws InterruptedException {
        while (entries.size() <= at && !cancelled && !clientLeft.isDone() && !isOver(at)) {
            wait();
        }
        return cancelled || clientLeft.isDone() || isOver(at) ? Optional.empty() : Optional.of(entries.get(at));
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized void sent(Entry entry) {
        switch (entry.data.string("type").orElse("")) {
            case "training.started" -> become("running", "startedAt", entry);
            case "training.completed" -> become("completed", "completedAt", entry);
            case "training.failed" -> {
                become("failed", "completedAt", entry);
                record = record.with("error", entry.data.get("error").orElse(JsonValue.NULL));
            }
            default -> {
                // No other event changes the status.
            }
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    private void become(String status, String time, Entry entry) {
        if (!isOver(status())) {
            record = record.with("status", JsonValue.of(status)).with(time, entry.data.get("timestamp").orElse(JsonValue.NULL));
        }
    }

    private boolean isOver(int at) {
        return at > 0 && at <= entries.size() && entries.get(at - 1).isLast;
    }

    private static boolean isOver(String status) {
        return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
    }

    private ScriptedJob add(Entry entry) {
        entries.add(entry);
        notifyAll();
        return this;
    }

    /**
     * Something the stream tells.
     *
     * @param data of the event; without fields when it is none
     * @param isLast whether the stream ends after it
     */
    record Entry(byte[] bytes, Optional<String> id, JsonObject data, boolean isLast) {
        boolean isEvent() {
            return id.isPresent();
        }
    }
}
