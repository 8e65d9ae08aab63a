package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of answers: tolerant of what is more, strict with what is missing. */
class ApiAnswersTest extends ApiTest {

    /**
     * @param without a record that is read, of which one field after the other is taken away or spoilt
     * @param required the fields that it cannot be read without
     */
    record Kind(String name, Asking call, String answer, String without, String... required) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("project", api -> api.projects("o"), "{'org':{'slug':'o'},'projects':[%s],'more':1}", PROJECT, "id", "slug", "name", "orgId"),
                new Kind("new project", api -> api.createProject("o", "n", "s"), "{'project':%s,'more':1}", PROJECT, "id", "slug", "name", "orgId"),
                new Kind("organisation", api -> api.projects("o"), "{'org':%s,'projects':[]}", "{'slug':'o','x':1}", "slug"),
                new Kind("job", api -> api.job(SCOPE, "j"), "{'job':%s,'more':1}", JOB, "id", "orgId", "projectId", "name", "status", "config", "createdAt"),
                new Kind("job's details", api -> api.jobDetails(SCOPE, "j"), "{'job':%s,'events':[1]}", JOB, "id", "status"),
                new Kind("deployment", api -> api.deployments(SCOPE).deployment("d"), "{'deployment':%s,'more':1}", DEPLOYMENT, "id", "slug", "orgId", "projectId",
                        "target", "authMode", "urlFormat", "enabled", "customDomain", "createdAt", "updatedAt"),
                new Kind("listed deployment", api -> api.deployments(SCOPE).list(), "{'deployments':[%s],'more':1}", DEPLOYMENT, "id", "customDomain", "target"),
                new Kind("key", api -> api.deployments(SCOPE).keys("d"), "{'keys':[%s],'more':1}", KEY, "id", "label", "prefix", "enabled", "createdAt"),
                new Kind("new key", api -> api.deployments(SCOPE).issueKey("d", "ci"), "{'key':%s,'more':1}", ISSUED, "id", "label", "plaintext", "prefix", "createdAt"));
    }

    /** Whatever is asked, the answer to it. */
    private void answer(String json) {
        for (String method : new String[] {"GET", "POST", "PATCH"}) {
            cloud.answer(method + " /v1/*", 200, json.replace('\'', '"'));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRecordIsReadWithFieldsMoreAndNotWithOneLess(Kind kind) throws Exception {
        answer(kind.answer().formatted(json(kind.without()).with("unknown", JsonValue.of(1))));
        assertThat(kind.call().ask(api)).isNotNull();
        for (String field : kind.required()) {
            answer(kind.answer().formatted(without(kind.without(), field)));
            assertUnreadable(kind.call(), field);
            answer(kind.answer().formatted(json(kind.without()).with(field, JsonValue.array())));
            assertUnreadable(kind.call(), field);
        }
    }

    private static String without(String record, String field) {
        var members = new LinkedHashMap<>(json(record).members());
        assertThat(members.remove(field)).as(field).isNotNull();
        return new JsonValue.JsonObject(members).toString();
    }

    private void assertUnreadable(Asking call, String named) {
        assertThatThrownBy(() -> call.ask(api)).as(named).isExactlyInstanceOf(TransportException.class).hasMessageContaining(named);
    }

    record Spoilt(String answer, String told) {}

    static Stream<Spoilt> spoilt() {
        return Stream.of(
                new Spoilt("{'deployment':null}", "no object deployment"),
                new Spoilt("{}", "no object deployment"),
                new Spoilt("[]", "not the JSON it should be"),
                new Spoilt("", "not the JSON it should be"),
                new Spoilt("<html>", "not the JSON it should be"),
                new Spoilt(changed("urlFormat", "'ollama'"), "urlFormat openai_compat, not ollama"),
                new Spoilt(changed("authMode", "'oauth'"), "authMode none or fixed_api_key, not oauth"),
                new Spoilt(changed("enabled", "'yes'"), "enabled"),
                new Spoilt(changed("customDomain", "1"), "customDomain"),
                new Spoilt(changed("runRetentionMode", "1"), "runRetentionMode"),
                new Spoilt(changed("runRetentionDays", "'7'"), "runRetentionDays"),
                new Spoilt(changed("target", "{'kind':'router'}"), "kind adapter or base_model, not router"),
                new Spoilt(changed("target", "{'kind':'base_model'}"), "baseModel"),
                new Spoilt(changed("target", "{'kind':'adapter'}"), "the object adapter"),
                new Spoilt(changed("target", "{'kind':'adapter','adapter':{'kind':'final'}}"), "jobId"),
                new Spoilt(changed("target", "{'kind':'adapter','adapter':{'kind':'merged','jobId':'j'}}"), "final or checkpoint, not merged"),
                new Spoilt(changed("target", "{'kind':'adapter','adapter':{'kind':'checkpoint','jobId':'j'}}"), "step"));
    }

    private static String changed(String field, String value) {
        return "{'deployment':" + json(DEPLOYMENT).with(field, JsonValue.parse(value.replace('\'', '"'))) + "}";
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void aDeploymentThatIsNoneSaysWhy(Spoilt spoilt) {
        answer(spoilt.answer());
        assertUnreadable(a -> a.deployments(SCOPE).deployment("d"), spoilt.told());
    }

    @Test
    void listsThatAreNoneSayWhy() {
        answer("{'org':{'slug':'o'}}");
        assertUnreadable(a -> a.projects("o"), "no list projects");
        answer("{'projects':[]}");
        assertUnreadable(a -> a.projects("o"), "no object org");
        answer("{'jobs':[1]}");
        assertUnreadable(a -> a.jobs(SCOPE), "jobs has an element that is no object");
        answer("{'keys':{}}");
        assertUnreadable(a -> a.deployments(SCOPE).keys("d"), "no list keys");
    }

    @Test
    void keepsWhatItDoesNotKnow() throws Exception {
        answer("{'job':" + JOB + ",'events':[{'any':'thing'},2]}");
        TrainingJob job = api.job(SCOPE, "j1");
        assertThat(job.json().string("provider")).contains("x");
        assertThat(job.config()).isEqualTo(json("{'model':'m','x':1}"));
        assertThat(job.startedAt()).isEmpty();
        assertThat(api.jobDetails(SCOPE, "j1").events()).containsExactly(json("{'any':'thing'}"), JsonValue.of(2));
        answer("{'job':" + JOB + "}");
        assertThat(api.jobDetails(SCOPE, "j1").events()).isEmpty();
        assertThat(api.jobDetails(SCOPE, "j1").job()).isEqualTo(job);
        answer("{'jobs':[{'id':'j','status':'paused'}]}");
        assertThat(api.jobs(SCOPE)).containsExactly(json("{'id':'j','status':'paused'}"));
        answer("{'project':" + PROJECT + "}");
        assertThat(api.createProject("o", "n", "s").json()).isEqualTo(json(PROJECT));
        answer("{'user':{'id':'u','email':null},'orgs':[{'id':'o'}],'plan':'free'}");
        assertThat(api.me().string("plan")).contains("free");
    }

    @Test
    void anUnknownStatusIsCarried() throws Exception {
        answer("{'job':" + JOB.replace("running", "paused") + "}");
        assertThat(api.job(SCOPE, "j1").status()).isEqualTo(new JobStatus("paused"));
    }

    @Test
    void readsADeployment() throws Exception {
        answer("{'deployment':" + DEPLOYMENT + "}");
        Deployment deployment = api.deployments(SCOPE).deployment("d1");
        assertThat(deployment.id()).isEqualTo("d1");
        assertThat(deployment.slug()).isEqualTo("bot");
        assertThat(deployment.orgId()).isEqualTo("o1");
        assertThat(deployment.projectId()).isEqualTo("p1");
        assertThat(deployment.target()).isEqualTo(ModelRef.base("m"));
        assertThat(deployment.authMode()).isEqualTo(AuthMode.NONE);
        assertThat(deployment.enabled()).isTrue();
        assertThat(deployment.customDomain()).isEmpty();
        assertThat(deployment.retention()).contains(RunRetention.days(7));
        assertThat(deployment.createdAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(deployment.updatedAt()).contains(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(deployment.json()).isEqualTo(json(DEPLOYMENT));
    }

    @Test
    void passesOverWhatADeploymentMayLackOrHaveAnew() throws Exception {
        answer("{'deployment':" + without(without(DEPLOYMENT, "runRetentionMode"), "runRetentionDays") + "}");
        assertThat(api.deployments(SCOPE).deployment("d1").retention()).isEmpty();
        answer(changed("runRetentionMode", "'forever_and_a_day'"));
        assertThat(api.deployments(SCOPE).deployment("d1").retention().orElseThrow().mode()).isEqualTo("forever_and_a_day");
        answer(changed("customDomain", "'bots.example.org'"));
        assertThat(api.deployments(SCOPE).deployment("d1").customDomain()).contains("bots.example.org");
        answer(changed("createdAt", "'2026-01-02 03:04'"));
        Deployment odd = api.deployments(SCOPE).deployment("d1");
        assertThat(odd.createdAt()).isEmpty();
        assertThat(odd.json().string("createdAt")).contains("2026-01-02 03:04");
        answer(changed("target", "{'kind':'adapter','adapter':{'kind':'checkpoint','jobId':'j','step':20,'x':1},'y':2}"));
        assertThat(api.deployments(SCOPE).deployment("d1").target()).isEqualTo(ModelRef.checkpoint("j", 20));
    }

    @Test
    void aListedKeyNeverHasItsPlaintext() throws Exception {
        answer("{'keys':[" + json(KEY).with("plaintext", JsonValue.of("ark_live_abcd-secret")).with("note", JsonValue.of("x")) + "]}");
        DeploymentKey key = api.deployments(SCOPE).keys("d1").get(0);
        assertThat(key.json()).isEqualTo(json(KEY).with("note", JsonValue.of("x")));
        assertThat(key.label()).isEqualTo("ci");
        assertThat(key.prefix()).isEqualTo("ark_live_abcd");
        assertThat(key.enabled()).isTrue();
        assertThat(key.lastUsedAt()).isEmpty();
    }

    @Test
    void aKeyThatWasNeverUsedMayLackTheField() throws Exception {
        answer("{'keys':[" + without(KEY, "lastUsedAt") + "," + json(KEY).with("lastUsedAt", JsonValue.of("2026-02-02T00:00:00Z")) + "]}");
        assertThat(api.deployments(SCOPE).keys("d1")).extracting(key -> key.lastUsedAt().map(Instant::toString).orElse("never"))
                .containsExactly("never", "2026-02-02T00:00:00Z");
    }

    @Test
    void aNewKeyIsToldOnceAndPrintedNever() throws Exception {
        answer("{'key':" + ISSUED + "}");
        IssuedKey key = api.deployments(SCOPE).issueKey("d1", "ci");
        assertThat(key.plaintext()).isEqualTo("ark_live_abcd-secret");
        assertThat(key.toString()).contains("ark_live_abcd").doesNotContain("secret");
        assertThat(key.json().toString()).doesNotContain("secret");
        assertThat(key.createdAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }
}
