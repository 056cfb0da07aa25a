package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.memory.MemoryBudget.Share;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with JetStream's expected last sequence, so that a bundle is stored right behind its predecessor or refused.
 *
 * <p>A bundle that is refused because the hub is full is held, and with it those that were sent behind it, which are refused because they
 * stand behind nothing. The first of them is sent again now and then; once it is taken, the others follow.
 *
 * <p>Threads: the owner publishes; jnats' reply thread settles; the hub's clock looks for publishes that nobody answers, and sends
 * again what is held. They share what {@code lock} guards.
 */
final class PipelinedPublisher implements BundlePublisher {
    private static final int MAX_IN_FLIGHT = 64;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** What NATS counts to a message beside the bundle: the header with the expected sequence. */
    private static final int HEADER_ROOM = 256;
    /** A record of 32 MB, with subject and header, is a broken one to the server's storage, which then loses the hub stream. */
    private static final int LARGEST_STORED = (32 << 20) - (64 << 10);

    /**
     * Where bundles go.
     *
     * @param lastSequence behind which message
     */
    record Place(String streamId, String subject, long lastSequence) {}

    /** A bundle that the hub has not acknowledged. */
    private static final class InFlight {
        private final long sequence;
        private final byte[] bundle;
        /** Tells the answer to its latest sending from those to earlier ones, which count no more. */
        private int sending;

        private long sentAt;
        /** Refused, or certain to be, because the hub is full. */
        private boolean held;

        private InFlight(long sequence, byte[] bundle) {
            this.sequence = sequence;
            this.bundle = bundle;
        }
    }

    private final Callbacks callbacks;
    private final NatsConnector connector;
    private final String streamId;
    private final String subject;
    private final Share memory;
    private final Runnable idle;
    private final Connection connection;
    private final JetStream jetStream;
    private final long interruptions;
    private final Future<?> watchman;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private long lastSequence;
    /** Why the first bundle in flight is held; null while none is. */
    private @Nullable StreamException refusal;

    private long heldSince;
    private boolean leavingOff;
    private boolean closed;
    private @Nullable StreamException failure;

    PipelinedPublisher(NatsConnector connector, Callbacks callbacks, Place place, Share memory, Runnable idle) {
        this.connector = connector;
        this.callbacks = callbacks;
        this.streamId = place.streamId();
        this.subject = place.subject();
        this.lastSequence = place.lastSequence();
        this.memory = memory;
        this.idle = idle;
        this.interruptions = connector.interruptions();
        this.connection = connector.connection("publish to stream " + streamId);
        try {
            this.jetStream = connection.jetStream();
        } catch (IOException e) {
            throw NatsErrors.unavailable("publish to stream " + streamId, e);
        }
        this.watchman = callbacks.every(LOOK, this::look);
    }

    @Override
    public void publish(byte[] bundle) {
        refuseOversize(bundle);
        lock.lock();
        try {
            waitUntil(() -> hasRoomFor(bundle));
            InFlight next = new InFlight(++lastSequence, bundle);
            inFlight.addLast(next);
            send(next);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the room as well. */
    private boolean hasRoomFor(byte[] bundle) {
        if (refusal == null && inFlight.size() < MAX_IN_FLIGHT && memory.tryTake(bundle.length)) {
            return true;
        }
        if (leavingOff) {
            throw new StreamException(
                    ErrorKind.HUB_FULL, "The hub has not taken everything of stream " + streamId + " yet");
        }
        return false;
    }

    private void send(InFlight next) {
        int sending = ++next.sending;
        next.sentAt = System.nanoTime();
        next.held = false;
        PublishOptions behindItsPredecessor =
                PublishOptions.builder().expectedLastSequence(next.sequence - 1).build();
        try {
            CompletableFuture<PublishAck> unused = jetStream
                    .publishAsync(subject, next.bundle, behindItsPredecessor)
                    .whenComplete(
                            (stored, error) -> settle(next, sending, stored == null ? 0 : stored.getSeqno(), error));
        } catch (IllegalStateException e) {
            // The connection was closed, or has been down for so long that jnats' buffer is full.
            fail(NatsErrors.unavailable("store a bundle of stream " + streamId, e));
        }
    }

    private void settle(InFlight answered, int sending, long storedAs, @Nullable Throwable error) {
        lock.lock();
        try {
            if (failure != null || closed || sending != answered.sending) {
                return;
            }
            if (error != null) {
                refused(answered, NatsErrors.publishFailed(streamId, error));
            } else if (storedAs == answered.sequence) {
                taken(answered);
            } else {
                // Its storage is broken: an old server has been seen to begin at 1 again. Whoever looks anew sees what
                // it holds.
                fail(NatsErrors.unavailable(
                        "store bundle " + answered.sequence + " of stream " + streamId,
                        new IOException("it stored it as number " + storedAs)));
            }
        } finally {
            lock.unlock();
        }
    }

    private void taken(InFlight answered) {
        inFlight.remove(answered);
        memory.give(answered.bundle.length);
        settled.signalAll();
        InFlight next = inFlight.peekFirst();
        if (next == null) {
            refusal = null;
            callbacks.run(idle);
        } else if (next.held && answered.sending > 1) {
            // It was held, and now it is taken: there is room again.
            refusal = null;
            sendHeld();
        }
    }

    private void sendHeld() {
        for (InFlight each : List.copyOf(inFlight)) {
            // The answer may be there before the call returns, and be another refusal.
            if (each.held && refusal == null) {
                send(each);
            }
        }
    }

    private void refused(InFlight answered, StreamException why) {
        if (why.kind() == ErrorKind.HUB_FULL) {
            hold(answered, why);
        } else if (why.kind() == ErrorKind.FENCED && inFlight.peekFirst() != answered) {
            // A refusal counts as such only when everything before it was answered: else it follows from a publish
            // that was lost.
            fail(NatsErrors.unavailable(
                    "store bundle " + answered.sequence + " of stream " + streamId,
                    new IOException("an earlier one has no answer")));
        } else {
            fail(why);
        }
    }

    private void hold(InFlight refused, StreamException why) {
        if (leavingOff) {
            fail(why);
            return;
        }
        if (refusal == null) {
            refusal = why;
            heldSince = System.nanoTime();
        }
        for (InFlight each : inFlight) {
            if (each.sequence >= refused.sequence) {
                each.held = true;
                each.sending++;
            }
        }
    }

    private void look() {
        lock.lock();
        try {
            InFlight oldest = inFlight.peekFirst();
            if (oldest == null || failure != null || closed) {
                return;
            }
            if (connector.interruptions() != interruptions) {
                fail(NatsErrors.unavailable(
                        "confirm the bundles of stream " + streamId, new IOException("the connection was lost")));
            } else if (oldest.held) {
                send(oldest);
            } else if (System.nanoTime() - oldest.sentAt > ANSWER_TIMEOUT.toNanos()) {
                fail(NatsErrors.unavailable(
                        "confirm the bundles of stream " + streamId,
                        new IOException("no answer for " + ANSWER_TIMEOUT.toSeconds() + " s")));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the publisher; the first failure is the one that is told. */
    private void fail(StreamException cause) {
        if (failure == null) {
            failure = cause;
            settled.signalAll();
            watchman.cancel(false);
            callbacks.run(idle);
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw new StreamException(failure.kind(), failure.getMessage(), failure);
        }
    }

    private void refuseOversize(byte[] bundle) {
        if (bundle.length > LARGEST_STORED) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "A row of stream " + streamId + " takes " + bundle.length
                            + " bytes, and JetStream stores no messages of 32 MB or more: leave its table out of the"
                            + " filter");
        }
        long maxPayload = connection.getMaxPayload();
        if (maxPayload > 0 && bundle.length + HEADER_ROOM > maxPayload) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "A row of stream " + streamId + " takes " + bundle.length + " bytes, and NATS accepts messages of "
                            + maxPayload + ": raise max_payload in the configuration of nats-server, up to 32MB");
        }
    }

    private void waitUntil(BooleanSupplier reached) {
        try {
            while (failure == null && !reached.getAsBoolean()) {
                // Room in memory is given by others, who do not signal.
                boolean ignored = settled.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NatsErrors.unavailable("publish to stream " + streamId, e);
        }
        throwFailure();
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return failure == null && inFlight.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            waitUntil(inFlight::isEmpty);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void check() {
        lock.lock();
        try {
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int inFlight() {
        lock.lock();
        try {
            return inFlight.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration heldUp() {
        lock.lock();
        try {
            boolean waiting = refusal != null && failure == null && !closed;
            return waiting ? Duration.ofNanos(System.nanoTime() - heldSince) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leaveOff() {
        lock.lock();
        try {
            leavingOff = true;
            if (refusal != null) {
                fail(refusal);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        watchman.cancel(false);
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
