package ai.arkor.client.observation;

import ai.arkor.api.ConnectionChange;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingJob;
import java.util.Optional;

/** Takes what a {@link RunStream} gives, one call at a time. Never blocks and never throws. */
interface RunSink {

    void event(TrainingEvent event);

    void connection(ConnectionChange change);

    /**
     * The run is over; nothing follows.
     *
     * @param fetched the job, when the last event did not tell how the run ended
     */
    void end(Optional<TrainingJob> fetched);

    /** The stream is lost for good; nothing follows. */
    void fault(RuntimeException failure);
}
