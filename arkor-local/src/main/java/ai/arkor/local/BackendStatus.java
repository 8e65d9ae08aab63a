package ai.arkor.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * How a backend is.
 *
 * @param version the version of Arkor it runs
 * @param running jobs that train now
 * @param queued jobs that wait
 * @param dataDirectory absolute
 */
public record BackendStatus(String version, long pid, URI address, int running, int queued, Path dataDirectory) {}
