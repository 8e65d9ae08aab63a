package ai.arkor.testkit.server;

import java.util.Map;

/**
 * A request as it was read.
 *
 * @param target the path with the query, as it was sent
 * @param path decoded
 * @param query names and values, decoded, in their order
 * @param headers by name in any case
 */
public record Request(String method, String target, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {}
