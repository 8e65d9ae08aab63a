package ai.arkor.client.observation;

import ai.arkor.api.TrainingJob;
import ai.arkor.client.transport.Opening;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where a run's events come from. Cancelling a future ends its request. */
public interface RunSource {

    CompletableFuture<Opening> open(Optional<String> lastEventId);

    /** The job as it is now. */
    CompletableFuture<TrainingJob> fetch();

    /** Tells the run to stop. */
    CompletableFuture<?> cancel();
}
