package ai.arkor.client.observation;

import ai.arkor.api.Callback;
import ai.arkor.api.CallbackException;
import ai.arkor.api.Callbacks;
import ai.arkor.api.CheckpointContext;
import ai.arkor.api.CompletedContext;
import ai.arkor.api.FailedContext;
import ai.arkor.api.LogContext;
import ai.arkor.api.StartedContext;
import ai.arkor.api.TrainingEvent;
import ai.arkor.api.TrainingEvent.CheckpointSaved;
import ai.arkor.api.TrainingEvent.TrainingCompleted;
import ai.arkor.api.TrainingEvent.TrainingFailed;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingEvent.TrainingStarted;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;

/** Finds the callback for an event. */
final class CallbackDispatch {

    private CallbackDispatch() {}

    /** @throws RuntimeException the callback's own, or a {@link CallbackException} around a checked one */
    static void call(Callbacks callbacks, TrainingRun run, TrainingJob job, TrainingEvent event, boolean redelivered) {
        if (event instanceof TrainingStarted started) {
            call("onStarted", callbacks.onStarted(), new StartedContext(run, job, started, redelivered));
        } else if (event instanceof TrainingLog log) {
            call("onLog", callbacks.onLog(), new LogContext(run, job, log, redelivered));
        } else if (event instanceof CheckpointSaved checkpoint) {
            call("onCheckpoint", callbacks.onCheckpoint(), new CheckpointContext(run, job, checkpoint, redelivered));
        } else if (event instanceof TrainingCompleted completed) {
            call("onCompleted", callbacks.onCompleted(), new CompletedContext(run, job, completed, redelivered));
        } else if (event instanceof TrainingFailed failed) {
            call("onFailed", callbacks.onFailed(), new FailedContext(run, job, failed, redelivered));
        }
    }

    private static <C> void call(String name, Callback<C> callback, C context) {
        try {
            callback.on(context);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new CallbackException(name, checked);
        }
    }
}
