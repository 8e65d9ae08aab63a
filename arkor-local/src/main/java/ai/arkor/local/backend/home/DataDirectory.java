package ai.arkor.local.backend.home;

import java.nio.file.Path;

/**
 * Where a backend keeps its things. One backend process owns one such folder.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Held under an operating system lock for as long as a backend lives. */
    public Path lock() {
        return root.resolve("backend.lock");
    }

    /** How to reach the backend: address and token, for its owner's eyes only. */
    public Path record() {
        return root.resolve("backend.json");
    }

    public Path log() {
        return root.resolve("backend.log");
    }

    public Path store() {
        return root.resolve("arkor.db");
    }

    public Path job(String jobId) {
        return root.resolve("jobs").resolve(jobId);
    }

    /** The bundled base models, unpacked. */
    public Path models() {
        return root.resolve("models");
    }

    /** Native libraries, unpacked by the libraries that bring them. */
    public Path natives() {
        return root.resolve("natives");
    }

    public Path inferenceLog() {
        return root.resolve("inference.log");
    }

    /** What a project folder's client remembers, by the project's slug. */
    public Path state(String projectSlug) {
        return root.resolve("projects").resolve(projectSlug).resolve("state.json");
    }
}
