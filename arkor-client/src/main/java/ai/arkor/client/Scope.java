package ai.arkor.client;

import ai.arkor.client.transport.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/** The organisation and project that a call is about. */
public record Scope(String orgSlug, String projectSlug) {

    /** In the order the protocol gives them. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("orgSlug", orgSlug);
        query.put("projectSlug", projectSlug);
        return query;
    }

    String job(String jobId) {
        return "/v1/jobs/" + Call.encode(jobId);
    }
}
