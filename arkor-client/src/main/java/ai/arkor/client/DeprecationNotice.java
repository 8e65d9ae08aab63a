package ai.arkor.client;

import java.util.Optional;

/**
 * What a backend says of the end of this version.
 *
 * @param sdkVersion the version of this software
 * @param message to be shown to its user
 * @param sunset when it will be refused, as the backend put it
 */
public record DeprecationNotice(String sdkVersion, String message, Optional<String> sunset) {}
