package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.CloudState.Reply;
import ai.arkor.testkit.server.Exchange;
import ai.arkor.testkit.server.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests as Arkor Cloud does, unless something is to go wrong. */
final class Routes implements Listener.Handler {

    private static final Pattern JOB = Pattern.compile("/v1/jobs/([^/]+)(/cancel|/events/stream)?");

    private final CloudState state;

    Routes(CloudState state) {
        this.state = state;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        RecordedRequest request = RecordedRequest.of(exchange);
        state.requests().add(request);
        Optional<ScriptedJob> streamed = streamed(request);
        Fault fault = state.nextFault(request);
        if (streamed.isPresent() && fault == Fault.NONE) {
            fault = streamed.get().nextFault();
        }
        try {
            if (begins(exchange, fault)) {
                answer(exchange, request, streamed, fault);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exchange.drop();
        }
    }

    /** Whether there is to be a true answer. */
    private static boolean begins(Exchange exchange, Fault fault) throws IOException {
        if (fault.stallsHeaders() || fault.headersAfter().isPresent()) {
            exchange.watch();
            CompletableFuture<?> moment = fault.headersAfter().<CompletableFuture<?>>map(stage -> stage.toCompletableFuture()).orElseGet(CompletableFuture::new);
            CompletableFuture.anyOf(moment, exchange.closedByClient()).join();
            if (exchange.closedByClient().isDone()) {
                exchange.drop();
                return false;
            }
        }
        if (fault.resets()) {
            exchange.reset();
            return false;
        }
        if (fault.refusal().isPresent()) {
            exchange.answer(fault.refusal().get(), fault.contentTypeOr(Protocol.JSON), fault.replacedBody().orElse(new byte[0]), fault.headers());
            return false;
        }
        return true;
    }

    private void answer(Exchange exchange, RecordedRequest request, Optional<ScriptedJob> streamed, Fault fault) throws IOException, InterruptedException {
        Optional<Reply> refusal = state.fixed(request).or(() -> refused(request));
        if (streamed.isPresent() && refusal.isEmpty() && fault.replacedBody().isEmpty()) {
            new StreamAnswer(exchange, streamed.get(), fault).send();
            return;
        }
        if (refusal.isEmpty() && isStreamedChat(request)) {
            List<byte[]> frames = fault.replacedBody().map(List::of).orElseGet(() -> ChatFrames.of(state.chat().apply(request.json())));
            new ChatAnswer(exchange, fault).send(frames);
            return;
        }
        Reply reply = refusal.orElseGet(() -> streamed.isPresent() ? new Reply(200, "") : reply(request));
        byte[] body = fault.truncated(fault.replacedBody().orElseGet(() -> reply.body().getBytes(StandardCharsets.UTF_8)));
        if (fault.losesAnswer()) {
            exchange.drop();
        } else {
            exchange.answer(reply.status(), fault.contentTypeOr(Protocol.JSON), body, fault.headers());
        }
    }

    private Optional<ScriptedJob> streamed(RecordedRequest request) {
        Matcher path = JOB.matcher(request.path());
        return path.matches() && "/events/stream".equals(path.group(2)) ? state.job(path.group(1)) : Optional.empty();
    }

    private static boolean isStreamedChat(RecordedRequest request) {
        return request.is("POST /v1/inference/chat") && request.json().get("stream").filter(new JsonBoolean(true)::equals).isPresent();
    }

    private static Optional<Reply> refused(RecordedRequest request) {
        if (!request.headers().containsKey(Protocol.CLIENT)) {
            return Optional.of(new Reply(426,
                    "{\"error\":\"sdk_version_unsupported\",\"currentVersion\":\"unknown\",\"supportedRange\":\"*\",\"upgrade\":\"npm i\",\"reason\":\"missing\"}"));
        }
        boolean open = request.path().startsWith("/v1/auth/");
        boolean known = Protocol.bearer(CloudState.TOKEN).equals(request.headers().get(Protocol.AUTHORIZATION));
        return open || known ? Optional.empty() : Optional.of(Reply.error(401, "The token is not the scripted cloud's"));
    }

    private Reply reply(RecordedRequest request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "POST /v1/auth/anonymous" -> Reply.of(Identity.anonymous());
                case "GET /v1/auth/cli/config" -> Reply.of(Identity.cliConfig());
                case "GET /v1/me" -> Reply.of(Identity.me());
                case "GET /v1/projects" -> Reply.of(JsonValue.object().with("org", Identity.organisation()).with("projects", new JsonArray(state.projects())));
                case "POST /v1/projects" -> createProject(request.json());
                case "GET /v1/jobs" -> Reply.of(JsonValue.object().with("jobs", new JsonArray(List.copyOf(state.jobs().stream().map(ScriptedJob::record).toList()))));
                case "POST /v1/jobs" -> createJob(request.json());
                case "POST /v1/inference/chat" -> Reply.of(ChatFrames.whole(state.chat().apply(request.json())));
                default -> ofJob(request);
            };
        } catch (IllegalArgumentException unreadable) {
            return Reply.error(400, unreadable.getMessage());
        }
    }

    private Reply createProject(JsonObject body) {
        return state.createProject(body.string("name").orElse(""), body.string("slug").orElse(""))
                .map(project -> new Reply(201, JsonValue.object().with("project", project).toString()))
                .orElseGet(() -> Reply.error(409, "There is a project of that slug"));
    }

    private Reply createJob(JsonObject body) {
        Optional<JsonObject> config = body.object("config").filter(c -> c.string("model").isPresent() && c.object("datasetSource").isPresent());
        if (config.isEmpty()) {
            return Reply.error(400, "A job needs config.model and config.datasetSource");
        }
        ScriptedJob job = state.create(body.string("name").orElse(""), config.get());
        return new Reply(201, JsonValue.object().with("job", job.record()).toString());
    }

    private Reply ofJob(RecordedRequest request) {
        Matcher path = JOB.matcher(request.path());
        Optional<ScriptedJob> job = path.matches() ? state.job(path.group(1)) : Optional.empty();
        if (job.isEmpty()) {
            return Reply.error(404, "Not found: " + request.path());
        }
        if (path.group(2) == null && request.method().equals("GET")) {
            return Reply.of(JsonValue.object().with("job", job.get().record()));
        }
        if ("/cancel".equals(path.group(2)) && request.method().equals("POST")) {
            return job.get().cancel() ? Reply.of(JsonValue.object().with("ok", JsonValue.of(true))) : Reply.error(409, "already " + job.get().status());
        }
        return Reply.error(405, "Not a method of this route");
    }
}
