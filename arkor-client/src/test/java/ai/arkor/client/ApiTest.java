package ai.arkor.client;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the protocol's single calls share. */
abstract class ApiTest extends ClientTest {

    static final Scope SCOPE = new Scope("scripted", "p");

    static final String PROJECT = "{'id':'p1','slug':'s','name':'n','orgId':'o1','createdAt':'2026-01-02T03:04:05.678Z'}";
    static final String JOB = "{'id':'j1','orgId':'o1','projectId':'p1','name':'n','status':'running','config':{'model':'m','x':1},'createdAt':'2026-01-02T03:04:05Z',"
            + "'provider':'x'}";
    static final String DEPLOYMENT = "{'id':'d1','slug':'bot','orgId':'o1','projectId':'p1','target':{'kind':'base_model','baseModel':'m'},'authMode':'none',"
            + "'urlFormat':'openai_compat','enabled':true,'customDomain':null,'runRetentionMode':'days','runRetentionDays':7,"
            + "'createdAt':'2026-01-02T03:04:05Z','updatedAt':'2026-01-02T03:04:06Z'}";
    static final String KEY = "{'id':'k1','label':'ci','prefix':'ark_live_abcd','enabled':true,'createdAt':'2026-01-02T03:04:05Z','lastUsedAt':null}";
    static final String ISSUED = "{'id':'k1','label':'ci','plaintext':'ark_live_abcd-secret','prefix':'ark_live_abcd','createdAt':'2026-01-02T03:04:05Z'}";

    CloudApiClient api;

    @BeforeEach
    void openApi() {
        api = builder().api();
    }

    @AfterEach
    void shutApi() {
        api.close();
    }

    static JsonObject json(String singleQuoted) {
        return (JsonObject) JsonValue.parse(singleQuoted.replace('\'', '"'));
    }

    /** A call under test. */
    interface Asking {
        Object ask(CloudApiClient api) throws Exception;
    }
}
