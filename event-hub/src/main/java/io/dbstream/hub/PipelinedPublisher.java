package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with JetStream's expected last sequence, so that a bundle is stored right behind its predecessor or refused.
 *
 * <p>Threads: the owner publishes; jnats' reply thread settles; the hub's clock looks for publishes that nobody answers. They share
 * what {@code lock} guards.
 */
final class PipelinedPublisher implements BundlePublisher {
    private static final int MAX_IN_FLIGHT = 64;
    private static final long MAX_BYTES_IN_FLIGHT = 8L << 20;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    /** What NATS counts to a message beside the bundle: the header with the expected sequence. */
    private static final int HEADER_ROOM = 256;
    /** A record of 32 MB, with subject and header, is a broken one to the server's storage, which then loses the hub stream. */
    private static final int LARGEST_STORED = (32 << 20) - (64 << 10);

    private record InFlight(long sequence, int bytes, long sentAt) {}

    private final Callbacks callbacks;
    private final NatsConnector connector;
    private final String streamId;
    private final String subject;
    private final Runnable idle;
    private final Connection connection;
    private final JetStream jetStream;
    private final long interruptions;
    private final Future<?> watchman;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private long bytesInFlight;
    private long lastSequence;
    private boolean closed;
    private @Nullable StreamException failure;

    PipelinedPublisher(
            NatsConnector connector,
            Callbacks callbacks,
            String streamId,
            String subject,
            long lastSequence,
            Runnable idle) {
        this.connector = connector;
        this.callbacks = callbacks;
        this.streamId = streamId;
        this.subject = subject;
        this.lastSequence = lastSequence;
        this.idle = idle;
        this.interruptions = connector.interruptions();
        this.connection = connector.connection("publish to stream " + streamId);
        try {
            this.jetStream = connection.jetStream();
        } catch (IOException e) {
            throw NatsErrors.unavailable("publish to stream " + streamId, e);
        }
        this.watchman = callbacks.every(LOOK, this::lookForSilence);
    }

    @Override
    public void publish(byte[] bundle) {
        refuseOversize(bundle);
        lock.lock();
        try {
            waitUntil(() -> hasRoomFor(bundle));
            send(bundle);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(byte[] bundle) {
        return inFlight.isEmpty()
                || (inFlight.size() < MAX_IN_FLIGHT && bytesInFlight + bundle.length <= MAX_BYTES_IN_FLIGHT);
    }

    private void send(byte[] bundle) {
        PublishOptions behindTheLast =
                PublishOptions.builder().expectedLastSequence(lastSequence).build();
        InFlight sent = new InFlight(lastSequence + 1, bundle.length, System.nanoTime());
        inFlight.addLast(sent);
        bytesInFlight += bundle.length;
        lastSequence++;
        try {
            // An answer cannot overtake this: it settles under the lock that is held here.
            CompletableFuture<PublishAck> unused = jetStream
                    .publishAsync(subject, bundle, behindTheLast)
                    .whenComplete((stored, error) -> settle(sent, stored == null ? 0 : stored.getSeqno(), error));
        } catch (IllegalStateException e) {
            // The connection was closed, or has been down for so long that jnats' buffer is full.
            fail(NatsErrors.unavailable("store a bundle of stream " + streamId, e));
            throwFailure();
        }
    }

    private void settle(InFlight answered, long storedAs, @Nullable Throwable error) {
        lock.lock();
        try {
            if (failure != null || closed) {
                return;
            }
            boolean first = inFlight.peekFirst() == answered;
            if (error != null) {
                fail(whatFailed(answered, first, error));
                return;
            }
            if (storedAs != answered.sequence()) {
                // Its storage is broken: an old server has been seen to begin at 1 again. Whoever looks anew sees what
                // it holds.
                fail(NatsErrors.unavailable(
                        "store bundle " + answered.sequence() + " of stream " + streamId,
                        new IOException("it stored it as number " + storedAs)));
                return;
            }
            inFlight.remove(answered);
            bytesInFlight -= answered.bytes();
            settled.signalAll();
            if (inFlight.isEmpty()) {
                callbacks.run(idle);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A refusal counts as such only when everything before it was answered: else it follows from a publish that was lost. */
    private StreamException whatFailed(InFlight refused, boolean first, Throwable error) {
        StreamException failed = NatsErrors.publishFailed(streamId, error);
        if (first || failed.kind() != ErrorKind.FENCED) {
            return failed;
        }
        return NatsErrors.unavailable(
                "store bundle " + refused.sequence() + " of stream " + streamId,
                new IOException("an earlier one has no answer"));
    }

    private void lookForSilence() {
        lock.lock();
        try {
            InFlight oldest = inFlight.peekFirst();
            if (oldest == null || failure != null || closed) {
                return;
            }
            if (connector.interruptions() != interruptions) {
                fail(NatsErrors.unavailable(
                        "confirm the bundles of stream " + streamId, new IOException("the connection was lost")));
            } else if (System.nanoTime() - oldest.sentAt() > ANSWER_TIMEOUT.toNanos()) {
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
                            + " bytes, and JetStream stores no messages of 32 MB or more: leave its table out of the filter");
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
                settled.await();
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
