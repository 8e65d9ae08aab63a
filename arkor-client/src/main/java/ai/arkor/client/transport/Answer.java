package ai.arkor.client.transport;

import java.net.http.HttpHeaders;

/** A whole answer, whatever it says. */
public record Answer(int status, HttpHeaders headers, byte[] body) {}
