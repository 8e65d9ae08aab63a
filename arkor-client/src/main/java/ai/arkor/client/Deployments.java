package ai.arkor.client;

import ai.arkor.api.json.JsonValue;
import ai.arkor.client.transport.Call;
import java.util.List;

/**
 * The deployments of a project: one method a call, as {@link CloudApiClient} has them, which makes this and whose errors they throw. The backend says
 * with 400 what it finds wrong, with 403 that the project is not the caller's, with 404 that the project has no such deployment, and with 409 that the
 * slug is taken. Thread-safe.
 */
public final class Deployments {

    private static final String PATH = "/v1/endpoints";
    private static final int MAX_LABEL = 80;

    private final ApiCalls calls;
    private final Scope scope;

    Deployments(ApiCalls calls, Scope scope) {
        this.calls = calls;
        this.scope = scope;
    }

    public List<Deployment> list() throws InterruptedException {
        return Answers.all(calls.json(Call.get(PATH, scope.query())), "deployments", Deployment::of);
    }

    public Deployment create(NewDeployment deployment) throws InterruptedException {
        return Answers.one(calls.json(Call.post(PATH, scope.query()).with(deployment.toJson())), "deployment", Deployment::of);
    }

    /** The deployment of that id. */
    public Deployment deployment(String id) throws InterruptedException {
        return Answers.one(calls.json(Call.get(path(id), scope.query())), "deployment", Deployment::of);
    }

    /** Changes what the update sets, and gives the deployment as it is then. */
    public Deployment update(String id, DeploymentUpdate update) throws InterruptedException {
        return Answers.one(calls.json(Call.patch(path(id), scope.query()).with(update.toJson())), "deployment", Deployment::of);
    }

    /** Deletes it with its keys; its address is then nobody's. */
    public void delete(String id) throws InterruptedException {
        calls.send(Call.delete(path(id), scope.query()));
    }

    /** The deployment's keys, revoked ones included. */
    public List<DeploymentKey> keys(String id) throws InterruptedException {
        return Answers.all(calls.json(Call.get(keysPath(id), scope.query())), "keys", DeploymentKey::of);
    }

    /**
     * A new key, told in the answer and never again: when that is lost, revoke the key and issue another.
     *
     * @param label what to call it, of 1 to 80 characters without the blanks around it, which are not sent
     * @throws IllegalArgumentException when the label is not
     */
    public IssuedKey issueKey(String id, String label) throws InterruptedException {
        String stripped = label.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_LABEL) {
            throw new IllegalArgumentException("label must have 1 to " + MAX_LABEL + " characters besides blanks around it, not " + stripped.length());
        }
        Call call = Call.post(keysPath(id), scope.query()).with(JsonValue.object().with("label", JsonValue.of(stripped)));
        return Answers.one(calls.json(call), "key", IssuedKey::of);
    }

    /** Revokes the key, which the deployment refuses from then on, though not at once. */
    public void revokeKey(String id, String keyId) throws InterruptedException {
        calls.send(Call.delete(keysPath(id) + "/" + Call.encode(keyId), scope.query()));
    }

    private static String path(String id) {
        return PATH + "/" + Call.encode(id);
    }

    private static String keysPath(String id) {
        return path(id) + "/keys";
    }
}
