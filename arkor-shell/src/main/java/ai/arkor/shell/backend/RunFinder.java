package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the run that people mean by a reference, a job id, or the beginning of one. */
public final class RunFinder {

    /** A run and the client it is on. */
    public record Found(TrainingRun run, ArkorClient client) {}

    private static final int LISTED = 5;

    /** A text that cannot be a run. */
    public static final class MalformedException extends ArkorException {
        @Serial
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private final Backends backends;
    private final String program;

    public RunFinder(Backends backends) {
        this(backends, "");
    }

    /** @param program how the user calls this program, with a space after it, or empty at the prompt */
    public RunFinder(Backends backends, String program) {
        this.backends = backends;
        this.program = program;
    }

    /**
     * @throws MalformedException when the text cannot be a run
     * @throws ArkorException when no run or more than one is meant
     */
    public Found find(String text, Optional<String> backend) throws InterruptedException {
        if (text.indexOf('#') >= 0) {
            RunReference reference = reference(text);
            ArkorClient client = backends.of(reference);
            return new Found(client.attach(reference), client);
        }
        if (text.isBlank()) {
            throw new MalformedException("A run's name is empty; give its reference, its id, or the beginning of its id");
        }
        ArkorClient client = backends.open(backend);
        List<TrainingRun> meant = client.allRuns().stream().filter(run -> run.jobId().startsWith(text)).toList();
        Optional<TrainingRun> exact = meant.stream().filter(run -> run.jobId().equals(text)).findFirst();
        if (exact.isEmpty() && meant.size() > 1) {
            throw new ArkorException(meant.size() + " runs begin with " + text + ": "
                    + meant.stream().limit(LISTED).map(TrainingRun::jobId).collect(Collectors.joining(", "))
                    + (meant.size() > LISTED ? ", …" : "") + ". Give more of the id");
        }
        TrainingRun run = exact.or(() -> meant.stream().findFirst())
                .orElseThrow(() -> new ArkorException("No run " + text + " on this backend. List the runs with: " + program + "jobs"));
        return new Found(run, client);
    }

    private static RunReference reference(String text) {
        try {
            return RunReference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }
}
