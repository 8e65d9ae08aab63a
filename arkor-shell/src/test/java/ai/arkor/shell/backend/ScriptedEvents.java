package ai.arkor.shell.backend;

import ai.arkor.api.EventStream;
import ai.arkor.api.TrainingEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The events of a scripted run, for whoever pulls them: those there are, and those to come until the end. */
final class ScriptedEvents {

    private final List<TrainingEvent> events = new ArrayList<>();
    private boolean over;
    private boolean read;

    synchronized void add(TrainingEvent event) {
        read = false;
        events.add(event);
        notifyAll();
    }

    /** Waits until somebody has read all there are and asked for more. */
    synchronized void awaitRead() throws InterruptedException {
        while (!read) {
            wait();
        }
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** @param after the id of an event, or empty */
    synchronized EventStream open(String after) {
        int first = 0;
        while (!after.isEmpty() && !events.get(first++).meta().eventId().orElse("").equals(after)) {
            // The next one.
        }
        return new Stream(first);
    }

    private final class Stream implements EventStream, Iterator<TrainingEvent> {
        private int next;
        private boolean closed;

        Stream(int first) {
            next = first;
        }

        @Override
        public Iterator<TrainingEvent> iterator() {
            return this;
        }

        @Override
        public boolean hasNext() {
            synchronized (ScriptedEvents.this) {
                while (!closed && !over && next == events.size()) {
                    read = true;
                    ScriptedEvents.this.notifyAll();
                    try {
                        ScriptedEvents.this.wait();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                return !closed && next < events.size();
            }
        }

        @Override
        public TrainingEvent next() {
            synchronized (ScriptedEvents.this) {
                return events.get(next++);
            }
        }

        @Override
        public void close() {
            synchronized (ScriptedEvents.this) {
                closed = true;
                ScriptedEvents.this.notifyAll();
            }
        }
    }
}
