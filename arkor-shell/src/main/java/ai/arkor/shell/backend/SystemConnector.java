package ai.arkor.shell.backend;

import ai.arkor.api.*;
import java.net.URI;
import java.nio.file.Path;
import java.util.*;

public final class SystemConnector implements Connector, LocalService {
    public SystemConnector(Map<String, String> environment, Path home) {}
    @Override public Optional<URI> signedIn() { return Optional.empty(); }
    @Override public ArkorClient embedded(Path p) { throw new ArkorException("not there"); }
    @Override public ArkorClient remote(URI a, Path p) { throw new ArkorException("not there"); }
    @Override public Optional<String> status() { return Optional.empty(); }
    @Override public boolean stop() { return false; }
}
