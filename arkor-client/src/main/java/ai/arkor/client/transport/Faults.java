package ai.arkor.client.transport;

import ai.arkor.api.TransportException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;

/** Reads what {@link java.net.http.HttpClient} throws. */
public final class Faults {

    private Faults() {}

    static TransportException transport(String base, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new TransportException("Could not reach " + base + ": " + reason(cause), cause);
    }

    /** Whether the failure says that the request never left, so that it had no effect. */
    public static boolean isBeforeSending(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    /** A few words: most of these exceptions have no message. */
    private static String reason(Throwable cause) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnresolvedAddressException) {
                return "the host name is unknown";
            }
            if (inner instanceof HttpTimeoutException) {
                return "no answer in time";
            }
        }
        if (cause instanceof ConnectException) {
            return "the connection was refused";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
