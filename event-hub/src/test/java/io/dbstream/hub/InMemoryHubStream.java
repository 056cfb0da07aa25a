package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.memory.MemoryBudget.Share;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A hub stream in a map. A publish is acknowledged as soon as it was made, unless {@link #holdAcknowledgements} says otherwise. */
public final class InMemoryHubStream implements HubStream {
    private static final AtomicLong EPOCHS = new AtomicLong();

    private final InMemoryHub hub;
    private final String streamId;
    private final TreeMap<Long, byte[]> messages = new TreeMap<>();
    private @Nullable String epoch;
    private long lastSequence;
    private long maxBytes;
    private final Set<Publisher> waiting = new LinkedHashSet<>();
    private boolean holding;
    private @Nullable ErrorKind failure;

    InMemoryHubStream(InMemoryHub hub, String streamId) {
        this.hub = hub;
        this.streamId = streamId;
    }

    /** The next publish is not stored, and its publisher fails with this kind. */
    public synchronized void failNextPublish(ErrorKind kind) {
        failure = kind;
    }

    /** Publishes are stored but stay in flight until {@link #releaseAcknowledgements}. */
    public synchronized void holdAcknowledgements() {
        holding = true;
    }

    public synchronized void releaseAcknowledgements() {
        holding = false;
        waiting.forEach(publisher -> hub.call(publisher.idle));
        waiting.clear();
        notifyAll();
    }

    /** Changes how much fits. */
    public synchronized void resize(long bytes) {
        maxBytes = bytes;
        notifyAll();
    }

    /** Loses the last messages, as NATS may at a power cut. */
    public synchronized void dropLast(int count) {
        for (int i = 0; i < count && !messages.isEmpty(); i++) {
            messages.pollLastEntry();
        }
        lastSequence = messages.isEmpty() ? 0 : messages.lastKey();
        notifyAll();
    }

    @Override
    public synchronized State open(long bytes) {
        hub.requireConnection();
        if (epoch == null) {
            epoch = "epoch-" + EPOCHS.incrementAndGet();
            maxBytes = bytes;
        }
        return stateOf(epoch);
    }

    @Override
    public synchronized Optional<State> state() {
        hub.requireConnection();
        return Optional.ofNullable(epoch).map(this::stateOf);
    }

    private State stateOf(String name) {
        long first = messages.isEmpty() ? lastSequence + 1 : messages.firstKey();
        return new State(name, first, lastSequence, messages.size(), heldBytes(), maxBytes);
    }

    private long heldBytes() {
        return messages.values().stream().mapToLong(bundle -> bundle.length).sum();
    }

    @Override
    public synchronized Optional<Message> last() {
        hub.requireConnection();
        return Optional.ofNullable(messages.lastEntry()).map(last -> new Message(last.getKey(), last.getValue()));
    }

    @Override
    public BundlePublisher publisher(long after, Share memory, Runnable idle) {
        hub.requireConnection();
        return new Publisher(after, idle);
    }

    @Override
    public synchronized BundleSubscription subscribe(long fromSequence, Share memory) {
        return new Subscription(state().orElseThrow(this::gone).epoch(), fromSequence);
    }

    @Override
    public synchronized void forget(long sequence) {
        hub.requireConnection();
        messages.headMap(Math.min(sequence + 1, lastSequence)).clear();
        notifyAll();
    }

    @Override
    public synchronized void delete() {
        hub.requireConnection();
        messages.clear();
        lastSequence = 0;
        epoch = null;
        notifyAll();
    }

    synchronized void wake() {
        notifyAll();
    }

    private synchronized void store(long after, byte[] bundle) {
        hub.requireConnection();
        if (epoch == null) {
            throw gone();
        }
        ErrorKind requested = failure;
        failure = null;
        if (requested != null) {
            throw new StreamException(requested, "failed on request");
        }
        if (after != lastSequence) {
            throw new StreamException(ErrorKind.FENCED, "another has published to " + streamId);
        }
        messages.put(++lastSequence, bundle.clone());
        notifyAll();
    }

    private StreamException gone() {
        return new StreamException(ErrorKind.HUB_UNAVAILABLE, "no hub stream " + streamId);
    }

    /** All of its state is guarded by the hub stream's monitor. */
    private final class Publisher implements BundlePublisher {
        private final Runnable idle;
        private long after;
        private int inFlight;
        private boolean leavingOff;
        private @Nullable StreamException failed;
        /** Since when the hub has had no room for the next bundle; 0 while it has. */
        private long heldSince;

        Publisher(long after, Runnable idle) {
            this.after = after;
            this.idle = idle;
        }

        @Override
        public void publish(byte[] bundle) {
            synchronized (InMemoryHubStream.this) {
                throwFailure();
                awaitRoom(bundle);
                try {
                    store(after, bundle);
                } catch (StreamException e) {
                    // As with NATS, the owner learns of it from a later call.
                    failed = e;
                    hub.call(idle);
                    return;
                }
                after++;
                if (holding) {
                    inFlight = waiting.add(this) ? 1 : inFlight + 1;
                } else {
                    hub.call(idle);
                }
            }
        }

        /** With NATS, the bundle would be held, and the next call would wait. */
        private void awaitRoom(byte[] bundle) {
            while (epoch != null
                    && failure == null
                    && after == lastSequence
                    && heldBytes() + bundle.length > maxBytes) {
                if (leavingOff) {
                    throw new StreamException(ErrorKind.HUB_FULL, "no room for a bundle of " + streamId);
                }
                heldSince = heldSince == 0 ? System.nanoTime() : heldSince;
                waitAMoment();
            }
            heldSince = 0;
        }

        @Override
        public Duration heldUp() {
            synchronized (InMemoryHubStream.this) {
                return heldSince == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - heldSince);
            }
        }

        @Override
        public void leaveOff() {
            synchronized (InMemoryHubStream.this) {
                leavingOff = true;
                InMemoryHubStream.this.notifyAll();
            }
        }

        @Override
        public boolean isIdle() {
            return inFlight() == 0 && failed == null;
        }

        @Override
        public void flush() {
            synchronized (InMemoryHubStream.this) {
                while (waiting.contains(this)) {
                    hub.requireConnection();
                    waitAMoment();
                }
                throwFailure();
            }
        }

        private void waitAMoment() {
            try {
                InMemoryHubStream.this.wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "interrupted", e);
            }
        }

        @Override
        public void check() {
            synchronized (InMemoryHubStream.this) {
                throwFailure();
            }
        }

        @Override
        public int inFlight() {
            synchronized (InMemoryHubStream.this) {
                return waiting.contains(this) ? inFlight : 0;
            }
        }

        private void throwFailure() {
            if (failed != null) {
                throw new StreamException(failed.kind(), failed.getMessage(), failed);
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryHubStream.this) {
                waiting.remove(this);
            }
        }
    }

    private final class Subscription implements BundleSubscription {
        private final String subscribedEpoch;
        private long expected;

        Subscription(String subscribedEpoch, long fromSequence) {
            this.subscribedEpoch = subscribedEpoch;
            this.expected = fromSequence;
        }

        @Override
        public @Nullable Message next(Duration patience) throws InterruptedException {
            long deadline = System.nanoTime() + patience.toNanos();
            synchronized (InMemoryHubStream.this) {
                while (true) {
                    hub.requireConnection();
                    if (!subscribedEpoch.equals(epoch)) {
                        throw gone();
                    }
                    expected = Math.min(expected, lastSequence + 1);
                    var found = messages.ceilingEntry(expected);
                    if (found != null) {
                        expected = found.getKey() + 1;
                        return new Message(found.getKey(), found.getValue());
                    }
                    long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (remaining <= 0) {
                        return null;
                    }
                    InMemoryHubStream.this.wait(remaining);
                }
            }
        }

        @Override
        public void close() {}
    }
}
