package ai.arkor.local.worker;

import ai.arkor.local.job.JobFolder;
import ai.arkor.local.job.JobOrder;
import java.nio.file.Path;

/**
 * The training worker's process: {@code TrainWorker <job folder>}. It reads {@code job.json}, writes checkpoints and the adapter into the folder, and
 * tells events on its standard output, one line of JSON each. Closing its standard input stops it at the next step. It ends with status 0 once it
 * told how the run ended.
 */
public final class TrainWorker {

    private static final int EXIT_ORPHANED = 4;

    private TrainWorker() {}

    public static void main(String[] arguments) throws Exception {
        Events events = new Events(System.out);
        // Whatever a library prints must not get between the events.
        System.setOut(System.err);
        Lifeline lifeline = Lifeline.on(System.in, Lifeline.TO_LEAVE, () -> Runtime.getRuntime().halt(EXIT_ORPHANED));
        JobFolder folder = new JobFolder(Path.of(arguments[0]).toAbsolutePath());
        JobOrder order = JobOrder.read(folder);
        try {
            new Training(folder, order, events, lifeline).run();
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            events.failed("Job \"" + order.name() + "\" (" + order.jobId() + "): " + Failure.reason(e, folder.path()));
        }
    }
}
