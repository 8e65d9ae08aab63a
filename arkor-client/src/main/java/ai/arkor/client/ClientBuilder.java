package ai.arkor.client;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ReconnectPolicy;
import ai.arkor.client.observation.Timing;
import ai.arkor.client.transport.Transport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what a client needs to know. Not thread-safe. */
public final class ClientBuilder {

    private final String base;
    private Supplier<String> token = () -> {
        throw new IllegalStateException("The client was given no token: call token(..) on its builder");
    };
    private @Nullable String organisation;
    private Path projectDirectory = Path.of("");
    private Function<Path, Path> stateFile = ProjectState::path;
    private Function<Path, String> projectSlug = directory -> ProjectSlug.slug(directory.toString());
    private @Nullable String referenceBackend;
    private ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
    private Consumer<DeprecationNotice> deprecations = Deprecations.log();
    private UnaryOperator<Timing> timing = real -> real;

    ClientBuilder(String base) {
        this.base = base;
    }

    /** Gives the bearer token, at each call. */
    public ClientBuilder token(Supplier<String> value) {
        token = value;
        return this;
    }

    /**
     * The identity's own organisation, in which a project is made for a folder that has none, and which the folder's project must belong to. Without
     * it, the folder's state is taken as it is, and must exist.
     */
    public ClientBuilder organisation(String slug) {
        organisation = slug;
        return this;
    }

    /** The project folder; the working directory unless set. */
    public ClientBuilder projectDirectory(Path value) {
        projectDirectory = value;
        return this;
    }

    /** Where a folder's project is remembered; {@link ProjectState#path(Path)} unless set. */
    public ClientBuilder stateFile(Function<Path, Path> ofFolder) {
        stateFile = ofFolder;
        return this;
    }

    /** The slug of a new project; made of the folder's name unless set. */
    public ClientBuilder projectSlug(Function<Path, String> ofFolder) {
        projectSlug = ofFolder;
        return this;
    }

    /** What run references name as the backend; its address unless set. */
    public ClientBuilder referenceBackend(String value) {
        referenceBackend = value;
        return this;
    }

    /** How observations go on when their stream is lost, unless their options say otherwise; {@link ReconnectPolicy#DEFAULT} unless set. */
    public ClientBuilder reconnect(ReconnectPolicy value) {
        reconnect = value;
        return this;
    }

    /**
     * Told of every answer in which the backend says that this version nears its end, success or not, before anything comes of it. It is called on the
     * client's own threads, must be quick, and may be called by several at once; what it throws is logged. Unless set, each notice is logged once, as a
     * warning.
     */
    public ClientBuilder onDeprecation(Consumer<DeprecationNotice> sink) {
        deprecations = sink;
        return this;
    }

    /** Puts a test's clock in the place of the real one. */
    ClientBuilder timing(UnaryOperator<Timing> value) {
        timing = value;
        return this;
    }

    public ArkorClient build() {
        CloudApiClient api = api();
        Backend backend = new Backend(api, referenceBackend == null ? base : referenceBackend);
        Projects projects = new Projects(backend.api(), Optional.ofNullable(organisation), stateFile, projectSlug);
        return new CloudClient(backend, projects, projectDirectory.toAbsolutePath().normalize(), true);
    }

    CloudApiClient api() {
        Transport transport = new Transport(base, token, new Deprecations(deprecations));
        return new CloudApiClient(transport, timing.apply(Timing.real(transport.threads().transport(), reconnect)));
    }
}
