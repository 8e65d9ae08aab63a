package ai.arkor.local;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.home.BackendRecord;
import ai.arkor.wire.Headers;
import ai.arkor.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few requests this module puts to a backend itself. The simple client of java.base has no threads to leave behind and asks no proxy. */
final class BackendCalls {

    private static final Logger log = LoggerFactory.getLogger(BackendCalls.class);
    private static final int MILLIS = 5_000;

    private BackendCalls() {}

    static boolean answers(BackendRecord record) {
        try {
            call(record, "GET", "/v1/capabilities");
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    static JsonObject status(BackendRecord record) {
        try {
            return Json.parseObject(call(record, "GET", "/v1/local/status"));
        } catch (IOException e) {
            throw new LocalBackendException("The embedded backend at " + record.address() + " does not answer: " + e.getMessage(), e);
        }
    }

    /** An answer that breaks off is an answer too: the backend ends. */
    static void stop(BackendRecord record) {
        try {
            call(record, "POST", "/v1/local/stop");
        } catch (IOException gone) {
            log.debug("The backend at {} was gone before it said so", record.address(), gone);
        }
    }

    static void awaitExit(ProcessHandle process, Duration most, Path log) throws InterruptedException {
        try {
            process.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LocalBackendException("The embedded backend (process " + process.pid() + ") was asked to stop but has not ended yet. Its log is " + log + ".", e);
        }
    }

    /** @throws IOException also when the answer is not a success */
    private static byte[] call(BackendRecord record, String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) record.address().resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty(Headers.AUTHORIZATION, Headers.bearer(record.token()));
        connection.setRequestProperty(Headers.CLIENT, Headers.CLIENT_VALUE);
        try (InputStream answer = connection.getInputStream()) {
            return answer.readAllBytes();
        } finally {
            connection.disconnect();
        }
    }
}
