package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.CredentialsException;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.api.RunReference;
import ai.arkor.auth.CloudApiUrl;
import ai.arkor.auth.CredentialStore;
import ai.arkor.auth.Credentials;
import ai.arkor.client.ArkorClients;
import ai.arkor.client.ClientBuilder;
import ai.arkor.client.DeprecationNotice;
import ai.arkor.local.BackendStatus;
import ai.arkor.local.LocalBackend;
import ai.arkor.local.LocalOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Connects to the real backends of this machine's user. Thread-safe. */
public final class SystemConnector implements Connector, LocalService {

    /** A process of this machine that does not answer so many times is dead, and the next one has another address. */
    private static final int ATTEMPTS = 3;

    private final Map<String, String> environment;
    private final Path home;
    private final LocalOptions local;
    /** What backends said of the end of this version, in the order they did, each once for as long as this lives. */
    private final Set<DeprecationNotice> heard = ConcurrentHashMap.newKeySet();
    private final Queue<DeprecationNotice> untold = new ConcurrentLinkedQueue<>();
    private @Nullable LocalBackend lastLocal;
    private @Nullable ArkorClient lastClient;

    /** @param home the user's home folder, which holds the credentials and the embedded backend's data */
    public SystemConnector(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        local = LocalOptions.inHome(home);
    }

    @Override
    public Optional<URI> signedIn() {
        CredentialStore store = new CredentialStore(home, environment);
        return store.read().map(credentials -> address(credentials.cloudApiUrl().orElse(CloudApiUrl.PRODUCTION), store.path()));
    }

    private static URI address(String text, Path file) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new CredentialsException("The address in " + file + " is none: " + text + ". Correct it, or move the file away to use the embedded backend", e);
        }
    }

    /** A client lives as long as the backend's process it was made for: the next process has another address and another token. */
    @Override
    public synchronized ArkorClient embedded(Path projectDirectory) throws InterruptedException {
        return embedded(LocalBackend.ensure(local), projectDirectory);
    }

    @Override
    public synchronized Optional<ArkorClient> embeddedIfRunning(Path projectDirectory) {
        return LocalBackend.find(local).map(backend -> embedded(backend, projectDirectory));
    }

    private ArkorClient embedded(LocalBackend backend, Path projectDirectory) {
        if (lastClient != null && lastLocal != null && lastLocal.address().equals(backend.address()) && lastLocal.token().equals(backend.token())) {
            return lastClient;
        }
        ArkorClient client = ArkorClients.connect(backend.address())
                .token(backend::token)
                .organisation(backend.organisation())
                .projectDirectory(projectDirectory)
                .stateFile(backend::stateFile)
                .projectSlug(backend::projectSlug)
                .referenceBackend(RunReference.LOCAL)
                .reconnect(ReconnectPolicy.DEFAULT.attempts(ATTEMPTS))
                .onDeprecation(this::hear)
                .build();
        lastLocal = backend;
        lastClient = client;
        return client;
    }

    @Override
    public ArkorClient remote(URI address, Path projectDirectory) throws InterruptedException {
        Credentials credentials = credentials(address);
        ClientBuilder builder = ArkorClients.connect(address).token(credentials::bearerToken).projectDirectory(projectDirectory)
                .onDeprecation(this::hear);
        credentials.personalOrg().ifPresent(builder::organisation);
        return builder.build();
    }

    private void hear(DeprecationNotice notice) {
        if (heard.add(notice)) {
            untold.add(notice);
        }
    }

    @Override
    public List<String> takeNotices() {
        List<String> notices = new ArrayList<>();
        for (DeprecationNotice notice = untold.poll(); notice != null; notice = untold.poll()) {
            notices.add("notice: " + notice.message() + " (this is version " + notice.sdkVersion()
                    + notice.sunset().map(sunset -> "; it is refused from " + sunset + " on").orElse("") + "). Use a newer version of Arkor");
        }
        return notices;
    }

    /** A token goes to the address it is for, or to the one that the environment names for it, and nowhere else. */
    private Credentials credentials(URI address) throws InterruptedException {
        String wanted = withoutSlashes(address.toString());
        String named = environment.get(CloudApiUrl.VARIABLE);
        boolean byEnvironment = named != null && withoutSlashes(named).equals(wanted);
        Map<String, String> meant = new HashMap<>(environment);
        if (named != null && !byEnvironment) {
            // The token of the environment is for the address of the environment.
            meant.remove(CredentialStore.TOKEN_VARIABLE);
        }
        meant.put(CloudApiUrl.VARIABLE, wanted);
        CredentialStore store = new CredentialStore(home, meant);
        Credentials credentials = store.resolve();
        String issuedFor = withoutSlashes(credentials.cloudApiUrl().orElse(CloudApiUrl.PRODUCTION));
        if (!byEnvironment && !issuedFor.equals(wanted)) {
            throw new CredentialsException("The credentials in " + store.path() + " are for " + issuedFor + ", so they are not sent to " + wanted + ". Set "
                    + CloudApiUrl.VARIABLE + " and " + CredentialStore.TOKEN_VARIABLE + " to use another backend");
        }
        return credentials;
    }

    private static String withoutSlashes(String address) {
        return address.replaceAll("/+$", "");
    }

    @Override
    public Optional<BackendStatus> status() {
        return LocalBackend.find(local).map(LocalBackend::status);
    }

    @Override
    public boolean stop() throws InterruptedException {
        Optional<LocalBackend> running = LocalBackend.find(local);
        if (running.isPresent()) {
            running.get().stop();
        }
        return running.isPresent();
    }
}
