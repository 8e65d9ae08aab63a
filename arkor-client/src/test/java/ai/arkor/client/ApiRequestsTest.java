package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ChatOptions;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.RecordedRequest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each call puts on the wire. The ids and slugs have every character that a URL reads as something else. */
class ApiRequestsTest extends ApiTest {

    private static final String ID = "a/b c?d&é";
    private static final String CODED = "a%2Fb%20c%3Fd%26%C3%A9";
    private static final Scope AWKWARD = new Scope("my org&co", "p/1");
    private static final String QUERY = "?orgSlug=my%20org%26co&projectSlug=p%2F1";

    /** @param body empty for none */
    record Row(String name, Asking call, String method, String target, String body, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, Asking call, String request, String body, String answer) {
        String[] parts = request.split(" ");
        return new Row(name, call, parts[0], parts[1], body.replace('\'', '"'), answer.replace('\'', '"'));
    }

    static Stream<Row> calls() {
        NewDeployment bot = NewDeployment.of("bot", ModelRef.checkpoint("j", 20), AuthMode.FIXED_API_KEY);
        return Stream.of(
                row("capabilities", CloudApiClient::capabilities, "GET /v1/capabilities", "", "{}"),
                row("me", CloudApiClient::me, "GET /v1/me", "", "{'user':{},'orgs':[]}"),
                row("projects", api -> api.projects("my org&co"), "GET /v1/projects?orgSlug=my%20org%26co", "", "{'org':{'slug':'o'},'projects':[" + PROJECT + "]}"),
                row("create a project", api -> api.createProject("my org&co", "My \"App\"", "my-app"), "POST /v1/projects?orgSlug=my%20org%26co",
                        "{'name':'My \\'App\\'','slug':'my-app'}", "{'project':" + PROJECT + "}"),
                row("create a job", api -> api.createJob(AWKWARD, "n", json("{'model':'m'}")), "POST /v1/jobs" + QUERY, "{'name':'n','config':{'model':'m'}}",
                        "{'job':" + JOB + "}"),
                row("jobs", api -> api.jobs(AWKWARD), "GET /v1/jobs" + QUERY, "", "{'jobs':[" + JOB + "]}"),
                row("job", api -> api.job(AWKWARD, ID), "GET /v1/jobs/" + CODED + QUERY, "", "{'job':" + JOB + "}"),
                row("job with events", api -> api.jobDetails(AWKWARD, ID), "GET /v1/jobs/" + CODED + QUERY, "", "{'job':" + JOB + "}"),
                row("cancel", api -> {
                    api.cancelJob(AWKWARD, ID);
                    return "";
                }, "POST /v1/jobs/" + CODED + "/cancel" + QUERY, "", "no JSON, and of no interest"),
                row("chat", api -> api.chat(AWKWARD, ChatRequest.of("hi"), ChatOptions.DEFAULT), "POST /v1/inference/chat" + QUERY,
                        "{'messages':[{'role':'user','content':'hi'}],'stream':false}", "{}"),
                row("deployments", api -> api.deployments(AWKWARD).list(), "GET /v1/endpoints" + QUERY, "", "{'deployments':[" + DEPLOYMENT + "]}"),
                row("create a deployment", api -> api.deployments(AWKWARD).create(bot), "POST /v1/endpoints" + QUERY,
                        "{'slug':'bot','target':{'kind':'adapter','adapter':{'kind':'checkpoint','jobId':'j','step':20}},'authMode':'fixed_api_key'}",
                        "{'deployment':" + DEPLOYMENT + "}"),
                row("create a deployment with retention",
                        api -> api.deployments(AWKWARD).create(NewDeployment.of("bot", ModelRef.finalAdapter("j"), AuthMode.NONE).retention(RunRetention.days(30))),
                        "POST /v1/endpoints" + QUERY, "{'slug':'bot','target':{'kind':'adapter','adapter':{'kind':'final','jobId':'j'}},'authMode':'none',"
                                + "'runRetentionMode':'days','runRetentionDays':30}",
                        "{'deployment':" + DEPLOYMENT + "}"),
                row("deployment", api -> api.deployments(AWKWARD).deployment(ID), "GET /v1/endpoints/" + CODED + QUERY, "", "{'deployment':" + DEPLOYMENT + "}"),
                row("update nothing", api -> api.deployments(AWKWARD).update(ID, DeploymentUpdate.NONE), "PATCH /v1/endpoints/" + CODED + QUERY, "{}",
                        "{'deployment':" + DEPLOYMENT + "}"),
                row("update one thing", api -> api.deployments(AWKWARD).update(ID, DeploymentUpdate.NONE.enabled(false)), "PATCH /v1/endpoints/" + CODED + QUERY,
                        "{'enabled':false}", "{'deployment':" + DEPLOYMENT + "}"),
                row("update everything",
                        api -> api.deployments(AWKWARD).update(ID, DeploymentUpdate.NONE.target(ModelRef.base("m")).authMode(AuthMode.NONE).enabled(true)
                                .retention(RunRetention.days(3)).retention(RunRetention.UNLIMITED)),
                        "PATCH /v1/endpoints/" + CODED + QUERY,
                        "{'target':{'kind':'base_model','baseModel':'m'},'authMode':'none','enabled':true,'runRetentionMode':'unlimited'}",
                        "{'deployment':" + DEPLOYMENT + "}"),
                row("delete", api -> {
                    api.deployments(AWKWARD).delete(ID);
                    return "";
                }, "DELETE /v1/endpoints/" + CODED + QUERY, "", ""),
                row("keys", api -> api.deployments(AWKWARD).keys(ID), "GET /v1/endpoints/" + CODED + "/keys" + QUERY, "", "{'keys':[" + KEY + "]}"),
                row("issue a key", api -> api.deployments(AWKWARD).issueKey(ID, " ci "), "POST /v1/endpoints/" + CODED + "/keys" + QUERY, "{'label':'ci'}",
                        "{'key':" + ISSUED + "}"),
                row("revoke a key", api -> {
                    api.deployments(AWKWARD).revokeKey(ID, "k/1");
                    return "";
                }, "DELETE /v1/endpoints/" + CODED + "/keys/k%2F1" + QUERY, "", ""));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sendsExactlyWhatTheProtocolSays(Row row) throws Exception {
        cloud.answer(row.method() + " /v1/*", 200, row.answer());
        assertThat(row.call().ask(api)).isNotNull();
        assertThat(cloud.requests()).hasSize(1);
        RecordedRequest request = cloud.requests().get(0);
        assertThat(request.method()).isEqualTo(row.method());
        assertThat(request.target()).isEqualTo(row.target());
        assertThat(request.headers()).containsEntry("Authorization", "Bearer " + cloud.token())
                .containsEntry("Accept", row.name().equals("chat") ? "*/*" : "application/json");
        assertThat(request.headers().get("X-Arkor-Client")).matches("arkor/[\\w.+-]+");
        if (row.body().isEmpty()) {
            assertThat(request.body()).isEmpty();
            assertThat(request.headers()).doesNotContainKey("Content-Type");
        } else {
            assertThat(JsonValue.parse(request.body())).isEqualTo(JsonValue.parse(row.body()));
            assertThat(request.headers()).containsEntry("Content-Type", "application/json");
        }
    }

    /** Each call, so that no success is bound to one status. */
    @ParameterizedTest
    @MethodSource("calls")
    void takesAnySuccess(Row row) throws Exception {
        cloud.answer(row.method() + " /v1/*", 299, row.answer());
        assertThat(row.call().ask(api)).isNotNull();
    }
}
