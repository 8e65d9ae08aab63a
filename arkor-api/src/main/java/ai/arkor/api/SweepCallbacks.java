package ai.arkor.api;

import java.util.function.Consumer;

/**
 * The callbacks of one trial. What one throws is kept from the observation of the run, which would end by it, and would look as if the backend had failed
 * when it is an {@link ArkorException}; none is called after that.
 */
final class SweepCallbacks {

    private final Consumer<Throwable> onFailure;
    private volatile boolean failed;

    /** @param onFailure told once at most */
    SweepCallbacks(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    Callbacks of(Callbacks all) {
        return Callbacks.builder()
                .onStarted(guarded("onStarted", all.onStarted()))
                .onLog(guarded("onLog", all.onLog()))
                .onCheckpoint(guarded("onCheckpoint", all.onCheckpoint()))
                .onCompleted(guarded("onCompleted", all.onCompleted()))
                .onFailed(guarded("onFailed", all.onFailed()))
                .build();
    }

    private <C> Callback<C> guarded(String name, Callback<C> callback) {
        return context -> call(name, () -> callback.on(context));
    }

    /** A callback with what it is told. */
    interface Call {
        void run() throws Exception;
    }

    void call(String name, Call call) {
        if (failed) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error unchecked) {
            fail(unchecked);
        } catch (Exception checked) {
            fail(new CallbackException(name, checked));
        }
    }

    private void fail(Throwable why) {
        failed = true;
        onFailure.accept(why);
    }
}
