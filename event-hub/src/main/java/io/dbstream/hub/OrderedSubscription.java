package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.HubStream.State;
import io.dbstream.memory.MemoryBudget.Share;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads with an ephemeral consumer, and makes another one behind the last bundle returned whenever the connection was lost, a sequence
 * is missing, or nothing comes although there is something. It counts the sequences itself: what it returns does not rest on anybody
 * else having noticed.
 */
final class OrderedSubscription implements BundleSubscription {
    private static final Logger log = LoggerFactory.getLogger(OrderedSubscription.class);

    private static final Duration SLICE = Duration.ofMillis(250);
    /** After so long without a bundle, ask whether there is one. */
    private static final Duration SUSPICION = Duration.ofSeconds(2);
    /** After so long without any answer, tell the caller. */
    private static final Duration GIVE_UP = Duration.ofSeconds(10);

    private final NatsConnector connector;
    private final HubStream stream;
    private final String name;
    private final String epoch;
    private final Share memory;

    private long expected;
    private long interruptions;
    private long heardAt = System.nanoTime();
    private long consumerFrom;
    private boolean gone;
    private @Nullable Long failingSince;
    private @Nullable BoundedConsumer consumer;

    OrderedSubscription(NatsConnector connector, HubStream stream, String name, long fromSequence, Share memory) {
        this.connector = connector;
        this.stream = stream;
        this.name = name;
        this.memory = memory;
        this.expected = Math.max(1, fromSequence);
        this.epoch = stream.state().orElseThrow(this::goneError).epoch();
    }

    @Override
    public HubStream.@Nullable Message next(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long remaining = patience.toNanos();
        do {
            BoundedConsumer current = currentConsumer();
            long slice = Math.max(1, Math.min(remaining, SLICE.toNanos()));
            if (current == null) {
                TimeUnit.NANOSECONDS.sleep(Math.min(slice, TimeUnit.MILLISECONDS.toNanos(50)));
            } else {
                HubStream.Message message = accept(current.next(Duration.ofNanos(slice)));
                if (message != null) {
                    return message;
                }
                suspect(current);
            }
            remaining = deadline - System.nanoTime();
        } while (remaining > 0);
        return null;
    }

    /** The bundle when it is the next one; null when it is not. */
    private HubStream.@Nullable Message accept(@Nullable Message message) {
        if (message == null) {
            return null;
        }
        long sequence = message.metaData().streamSequence();
        if (sequence < expected) {
            return null;
        }
        // A consumer made for exactly this sequence that begins with a later one says that those between are gone for
        // good.
        if (sequence > expected && consumerFrom != expected) {
            dropConsumer();
            return null;
        }
        expected = sequence + 1;
        heardAt = System.nanoTime();
        return new HubStream.Message(sequence, message.getData());
    }

    /** The consumer to read from; null while there is none to be had. */
    private @Nullable BoundedConsumer currentConsumer() {
        if (consumer != null && connector.interruptions() != interruptions) {
            dropConsumer();
        }
        if (consumer == null) {
            try {
                consumer = makeConsumer();
                heardAt = System.nanoTime();
                failingSince = null;
            } catch (StreamException e) {
                endure(e);
            }
        }
        return consumer;
    }

    /** Throws what cannot be waited out, and what has been waited out long enough. */
    private void endure(StreamException failure) {
        long now = System.nanoTime();
        if (failingSince == null) {
            failingSince = now;
            log.debug("The hub stream {} cannot be read for now: {}", name, failure.getMessage());
        }
        if (gone || now - failingSince > GIVE_UP.toNanos()) {
            throw failure;
        }
    }

    private BoundedConsumer makeConsumer() {
        interruptions = connector.interruptions();
        // What the hub has lost at its end will be published again: the caller sees the sequence step back.
        expected = Math.min(expected, look().lastSequence() + 1);
        consumerFrom = expected;
        return connector.ask(
                "read the hub stream " + name,
                connection -> BoundedConsumer.open(connection, name, consumerFrom, memory));
    }

    /** When nothing has come for a while: is there really nothing? */
    private void suspect(BoundedConsumer current) {
        if (current.lacksMemory()) {
            heardAt = System.nanoTime();
            return;
        }
        if (!current.hasEnded() && System.nanoTime() - heardAt <= SUSPICION.toNanos()) {
            return;
        }
        try {
            if (look().lastSequence() + 1 != expected || current.hasEnded()) {
                dropConsumer();
            }
            heardAt = System.nanoTime();
            failingSince = null;
        } catch (StreamException e) {
            dropConsumer();
            endure(e);
        }
    }

    private State look() {
        Optional<State> state = stream.state();
        if (state.isEmpty() || !state.get().epoch().equals(epoch)) {
            gone = true;
            throw goneError();
        }
        return state.get();
    }

    private StreamException goneError() {
        return new StreamException(ErrorKind.HUB_UNAVAILABLE, "The hub stream " + name + " is gone");
    }

    private void dropConsumer() {
        BoundedConsumer dropped = consumer;
        consumer = null;
        if (dropped != null) {
            dropped.close();
        }
    }

    @Override
    public void close() {
        dropConsumer();
    }
}
