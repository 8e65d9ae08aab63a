package ai.arkor.auth;

import ai.arkor.api.CredentialsException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials of this machine's user for Arkor Cloud: {@code ~/.arkor/credentials.json}, which upstream's tools read and write too.
 *
 * <p>A file that cannot be read is an error, and never counts as missing: a login is not overwritten because a disk was away for a moment.
 * Thread-safe; a reader sees a whole old or a whole new file.
 */
public final class CredentialStore {

    /** The environment variable that holds a token; it counts only together with {@link CloudApiUrl#VARIABLE}. */
    public static final String TOKEN_VARIABLE = "ARKOR_TOKEN";

    private static final Logger LOG = LoggerFactory.getLogger(CredentialStore.class);

    private final Path home;
    private final Map<String, String> environment;

    /**
     * @param home the user's home folder
     * @param environment the variables to take addresses and tokens from
     */
    public CredentialStore(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** The store of the user this process runs as. */
    public static CredentialStore ofUser() {
        Map<String, String> environment = System.getenv();
        return new CredentialStore(UserHome.of(environment), environment);
    }

    public Path path() {
        return home.resolve(".arkor").resolve("credentials.json");
    }

    /**
     * The credentials of the file; empty when there is no file, or one that is not JSON.
     *
     * @throws CredentialsException when the file cannot be read, or is of a kind this version does not know
     */
    public Optional<Credentials> read() {
        return load().filter(Found.class::isInstance).map(found -> ((Found) found).credentials());
    }

    /**
     * Keeps the credentials, in a file that only its owner can read.
     *
     * @throws CredentialsException when it cannot be written; the old file is then as it was
     */
    public void write(Credentials credentials) {
        String text = Json.writeIndented(StoredRecord.of(credentials));
        try {
            PrivateFile.replace(path(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CredentialsException("Could not write " + path() + ": " + reason(e), e);
        }
    }

    /**
     * The credentials of the file; when there are none, those of a new anonymous identity, which are then kept.
     *
     * @throws CredentialsException when the file cannot be read or written, or the backend refuses an identity
     * @throws ai.arkor.api.TransportException when the backend could not be asked
     */
    public Credentials ensure() throws InterruptedException {
        Optional<Loaded> loaded = load();
        if (loaded.isPresent() && loaded.get() instanceof Found found) {
            return found.credentials();
        }
        if (loaded.isPresent()) {
            LOG.warn("{} is not JSON; it is being replaced by a new anonymous identity", path());
        }
        Credentials issued = AnonymousTokens.request(CloudApiUrl.resolve(environment));
        write(issued);
        return issued;
    }

    /** The token of the environment, when it also names the address it is for; else as {@link #ensure()}. */
    public Credentials resolve() throws InterruptedException {
        String token = environment.getOrDefault(TOKEN_VARIABLE, "");
        if (!token.isEmpty() && environment.containsKey(CloudApiUrl.VARIABLE)) {
            return Credentials.Given.of(token, CloudApiUrl.resolve(environment));
        }
        return ensure();
    }

    /** What a file that is there holds. */
    private sealed interface Loaded {}

    private record Found(Credentials credentials) implements Loaded {}

    private record Corrupt() implements Loaded {}

    private Optional<Loaded> load() {
        try {
            JsonValue value = Json.parse(Files.readAllBytes(path()));
            return value instanceof JsonObject record ? Optional.of(new Found(understood(record))) : notARecord(value);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CredentialsException("Could not read " + path() + ": " + reason(e) + ". Make it readable, or move it away to get a new identity", e);
        } catch (JsonSyntaxException notJson) {
            return Optional.of(new Corrupt());
        }
    }

    /** The literal null counts as no file, as upstream takes it. */
    private static Optional<Loaded> notARecord(JsonValue value) {
        return value.equals(JsonValue.NULL) ? Optional.empty() : Optional.of(new Corrupt());
    }

    private Credentials understood(JsonObject record) {
        try {
            return StoredRecord.credentials(record);
        } catch (CredentialsException e) {
            throw new CredentialsException("Could not use " + path() + ": " + e.getMessage() + ". Move it away to get a new identity", e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }
}
