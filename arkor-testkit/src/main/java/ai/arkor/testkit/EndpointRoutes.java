package ai.arkor.testkit;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonArray;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.CloudState.Reply;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests about deployments. */
final class EndpointRoutes {

    static final String PATH = "/v1/endpoints";

    private static final Pattern PARTS = Pattern.compile(PATH + "(?:/([^/]+)(/keys(?:/([^/]+))?)?)?");
    private static final Reply NO_CONTENT = new Reply(204, "");

    private final Endpoints endpoints;

    EndpointRoutes(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** @throws IllegalArgumentException saying what is wrong with the request */
    Reply reply(RecordedRequest request) {
        Matcher parts = PARTS.matcher(request.path());
        String project = request.query().getOrDefault("projectSlug", "");
        if (!parts.matches()) {
            return notFound(request);
        }
        if (project.isEmpty() || !CloudState.ORGANISATION.equals(request.query().get("orgSlug"))) {
            return Reply.error(403, "Not a member of the project");
        }
        if (parts.group(1) == null) {
            return ofAll(request, project);
        }
        if (parts.group(2) == null) {
            return ofOne(request, project, parts.group(1));
        }
        return parts.group(3) == null ? ofKeys(request, project, parts.group(1)) : ofKey(request, project, parts.group(1), parts.group(3));
    }

    private Reply ofAll(RecordedRequest request, String project) {
        return switch (request.method()) {
            case "GET" -> Reply.of(JsonValue.object().with("deployments", new JsonArray(endpoints.list(project))));
            case "POST" -> endpoints.create(project, EndpointRules.checkNew(request.json()))
                    .map(endpoint -> Reply.created(deployment(endpoint)))
                    .orElseGet(() -> Reply.error(409, "There is a deployment of that slug"));
            default -> notAllowed();
        };
    }

    private Reply ofOne(RecordedRequest request, String project, String id) {
        return switch (request.method()) {
            case "GET" -> found(request, endpoints.find(project, id).map(EndpointRoutes::deployment));
            case "PATCH" -> found(request, endpoints.update(project, id, EndpointRules.checkChange(request.json())).map(EndpointRoutes::deployment));
            case "DELETE" -> endpoints.delete(project, id) ? NO_CONTENT : notFound(request);
            default -> notAllowed();
        };
    }

    private Reply ofKeys(RecordedRequest request, String project, String id) {
        return switch (request.method()) {
            case "GET" -> found(request, endpoints.keys(project, id).map(keys -> JsonValue.object().with("keys", new JsonArray(keys))));
            case "POST" -> endpoints.issue(project, id, EndpointRules.label(request.json()))
                    .map(key -> Reply.created(JsonValue.object().with("key", key)))
                    .orElseGet(() -> notFound(request));
            default -> notAllowed();
        };
    }

    private Reply ofKey(RecordedRequest request, String project, String id, String keyId) {
        if (!request.method().equals("DELETE")) {
            return notAllowed();
        }
        return endpoints.revoke(project, id, keyId) ? NO_CONTENT : notFound(request);
    }

    private static JsonObject deployment(JsonObject endpoint) {
        return JsonValue.object().with("deployment", endpoint);
    }

    private static Reply found(RecordedRequest request, Optional<JsonObject> answer) {
        return answer.map(Reply::of).orElseGet(() -> notFound(request));
    }

    private static Reply notFound(RecordedRequest request) {
        return Reply.error(404, "Not found: " + request.path());
    }

    private static Reply notAllowed() {
        return Reply.error(405, "Not a method of this route");
    }
}
