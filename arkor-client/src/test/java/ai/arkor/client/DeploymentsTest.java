package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.arkor.api.CloudApiException;
import ai.arkor.api.TransportException;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.testkit.Fault;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment's life, and what is refused of it here and there. */
class DeploymentsTest extends ApiTest {

    private Deployments deployments;

    @BeforeEach
    void ofOneProject() {
        deployments = api.deployments(SCOPE);
    }

    private Deployment bot() throws Exception {
        return deployments.create(NewDeployment.of("bot", ModelRef.finalAdapter("j1"), AuthMode.FIXED_API_KEY));
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CloudApiException.class, refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Test
    void aDeploymentIsMadeChangedAndDeleted() throws Exception {
        Deployment made = bot();
        assertThat(made.target()).isEqualTo(ModelRef.finalAdapter("j1"));
        assertThat(made.retention()).as("the backend's own").contains(RunRetention.days(7));
        Deployment changed = deployments.update(made.id(), DeploymentUpdate.NONE.enabled(false).target(ModelRef.base("m")).retention(RunRetention.DISABLED));
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.authMode()).isEqualTo(AuthMode.FIXED_API_KEY);
        assertThat(changed.retention()).contains(RunRetention.DISABLED);
        assertThat(deployments.list()).containsExactly(changed);
        assertThat(deployments.deployment(made.id())).isEqualTo(changed);
        deployments.delete(made.id());
        assertThat(deployments.list()).isEmpty();
        assertRefused(404, () -> deployments.deployment(made.id()));
    }

    @Test
    void aKeyIsIssuedListedAndRevoked() throws Exception {
        String id = bot().id();
        IssuedKey issued = deployments.issueKey(id, "  ci  ");
        assertThat(issued.plaintext()).startsWith(issued.prefix());
        List<DeploymentKey> keys = deployments.keys(id);
        assertThat(keys).extracting(DeploymentKey::id, DeploymentKey::label, DeploymentKey::enabled)
                .containsExactly(tuple(issued.id(), "ci", true));
        deployments.revokeKey(id, issued.id());
        assertThat(deployments.keys(id)).extracting(DeploymentKey::enabled).containsExactly(false);
        assertRefused(404, () -> deployments.revokeKey(id, "another"));
        assertRefused(404, () -> deployments.issueKey("another", "ci"));
    }

    @Test
    void theBackendRefusesWhatOnlyItKnows() throws Exception {
        bot();
        assertRefused(409, this::bot);
        assertRefused(400, () -> deployments.create(NewDeployment.of("admin", ModelRef.base("m"), AuthMode.NONE)));
        assertRefused(403, () -> api.deployments(new Scope("somebody", "p")).list());
        assertThat(api.deployments(new Scope("scripted", "other")).list()).as("another project's").isEmpty();
        assertRefused(404, () -> api.deployments(new Scope("scripted", "other")).delete("endpoint-1"));
    }

    @Test
    void whatChangesIsSentOnce() throws Exception {
        String id = bot().id();
        cloud.fault("POST /v1/endpoints", Fault.status(503)).fault("PATCH /v1/endpoints/*", Fault.status(503)).fault("DELETE /v1/endpoints/*", Fault.reset());
        int before = cloud.requests().size();
        assertRefused(503, () -> deployments.create(NewDeployment.of("other", ModelRef.base("m"), AuthMode.NONE)));
        assertRefused(503, () -> deployments.update(id, DeploymentUpdate.NONE));
        assertThatThrownBy(() -> deployments.delete(id)).isInstanceOf(TransportException.class);
        assertThat(cloud.requests()).hasSize(before + 3);
        assertThat(time.waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-ab", "ab-", "Ab", "a_b", "a.b", "ab\n", "a23456789012345678901234567890123456789012345678901"})
    void aSlugThatIsNoneIsNotSent(String slug) {
        assertThatThrownBy(() -> NewDeployment.of(slug, ModelRef.base("m"), AuthMode.NONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("slug must be 2 to 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "0-9", "a2345678901234567890123456789012345678901234567890"})
    void aSlugWithinTheRulesIsTaken(String slug) throws Exception {
        assertThat(deployments.create(NewDeployment.of(slug, ModelRef.base("m"), AuthMode.NONE)).slug()).isEqualTo(slug);
    }

    @Test
    void whatIsCertainlyWrongIsNotSent() {
        assertThatThrownBy(() -> RunRetention.days(0)).hasMessageContaining("runRetentionDays");
        assertThatThrownBy(() -> deployments.issueKey("d", " \t ")).hasMessageContaining("label");
        assertThatThrownBy(() -> deployments.issueKey("d", "x".repeat(81))).hasMessageContaining("label");
        assertThatThrownBy(() -> DeploymentUpdate.NONE.target(ModelRef.base(" "))).hasMessageContaining("target.baseModel");
        assertThatThrownBy(() -> DeploymentUpdate.NONE.target(ModelRef.finalAdapter(""))).hasMessageContaining("target.adapter.jobId");
        assertThatThrownBy(() -> DeploymentUpdate.NONE.target(ModelRef.checkpoint("j", -1))).hasMessageContaining("target.adapter.step");
        assertThat(cloud.requests()).isEmpty();
    }
}
