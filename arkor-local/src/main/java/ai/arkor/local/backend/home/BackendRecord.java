package ai.arkor.local.backend.home;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import ai.arkor.wire.JsonSyntaxException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * How to reach a backend that runs. The token is as old as the process: after it, the record is worthless.
 *
 * @param token the bearer token; never printed
 */
public record BackendRecord(URI address, String token, long pid, String version) {

    public void write(DataDirectory data) throws IOException {
        PrivateFiles.write(data.record(), Json.write(JsonValue.object()
                .with("address", JsonValue.of(address.toString()))
                .with("token", JsonValue.of(token))
                .with("pid", JsonValue.of(pid))
                .with("version", JsonValue.of(version))));
    }

    /** What the file says; empty when there is none or it is not a record. */
    public static Optional<BackendRecord> read(DataDirectory data) throws IOException {
        try {
            JsonObject json = Json.parseObject(Files.readAllBytes(data.record()));
            return json.string("address").flatMap(address -> json.string("token").flatMap(token -> json.number("pid")
                    .map(pid -> new BackendRecord(URI.create(address), token, pid.longValue(), json.string("version").orElse("")))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonSyntaxException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BackendRecord[" + address + ", pid " + pid + ", version " + version + "]";
    }
}
