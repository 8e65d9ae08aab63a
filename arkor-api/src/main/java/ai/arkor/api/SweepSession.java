package ai.arkor.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One running of a sweep. Used once, from one thread, which learns of everything else by its mailbox. */
final class SweepSession implements SweepWatch.Owner {

    /** How trials are run and compared. */
    record Rules(int parallel, EarlyStopping.@Nullable Metric metric, @Nullable Duration timeout, List<AbortSignal> signals, SweepListener listener) {}

    private final List<SweepWatch> trials;
    private final Rules rules;
    private final Supplier<ArkorClient> client;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private int next;
    private int running;

    /** @param client asked once, when the sweep is run */
    SweepSession(List<SweepPoint> points, Rules rules, Supplier<ArkorClient> client, RunOptions options, AwaitOptions await) {
        this.rules = rules;
        this.client = client;
        trials = points.stream().map(point -> new SweepWatch(point, options, await, this)).toList();
    }

    SweepResult run() throws InterruptedException {
        long begun = System.nanoTime();
        List<AbortSignal.Registration> registrations = new ArrayList<>();
        try {
            for (AbortSignal signal : rules.signals) {
                signal.throwIfAborted();
                registrations.add(signal.onAbort(() -> mailbox.add(signal::throwIfAborted)));
            }
            goOn(client.get(), begun);
            return soFar();
        } catch (AbortedException aborted) {
            detach();
            throw new SweepDetachedException(aborted.reason(), soFar(), false, aborted);
        } catch (TimeoutException passed) {
            detach();
            throw new SweepDetachedException("its time, " + rules.timeout + ", has passed", soFar(), true, null);
        } catch (InterruptedException interrupted) {
            detach();
            InterruptedException told = new InterruptedException("interrupted while the sweep ran");
            told.initCause(new SweepDetachedException("the thread was interrupted", soFar(), false, interrupted.getCause()));
            throw told;
        } catch (RuntimeException | Error failed) {
            detach();
            throw failed;
        } finally {
            registrations.forEach(AbortSignal.Registration::close);
        }
    }

    private void goOn(ArkorClient backend, long begun) throws InterruptedException, TimeoutException {
        while (true) {
            while (running < rules.parallel && next < trials.size()) {
                rules.signals.forEach(AbortSignal::throwIfAborted);
                left(begun);
                running++;
                trials.get(next++).start(backend);
            }
            if (running == 0) {
                return;
            }
            Runnable letter = rules.timeout == null ? mailbox.take() : mailbox.poll(left(begun), TimeUnit.NANOSECONDS);
            if (letter != null) {
                letter.run();
            }
        }
    }

    /** Nanoseconds until the time-out. */
    private long left(long begun) throws TimeoutException {
        Duration timeout = rules.timeout;
        if (timeout == null) {
            return Long.MAX_VALUE;
        }
        Duration left = timeout.minusNanos(System.nanoTime() - begun);
        if (left.isNegative() || left.isZero()) {
            throw new TimeoutException();
        }
        return left.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : left.toNanos();
    }

    private void detach() {
        trials.forEach(SweepWatch::leave);
    }

    private SweepResult soFar() {
        return new SweepResult(trials.stream().map(SweepWatch::now).toList(), rules.metric);
    }

    @Override
    public SweepListener listener() {
        return rules.listener;
    }

    @Override
    public void post(Runnable letter) {
        mailbox.add(letter);
    }

    @Override
    public void ended(SweepWatch trial) {
        running--;
        rules.listener.ended(trial.now(), soFar());
    }
}
