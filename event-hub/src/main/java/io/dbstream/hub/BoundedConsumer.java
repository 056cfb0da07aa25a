package io.dbstream.hub;

import io.dbstream.memory.MemoryBudget.Share;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.impl.Headers;
import io.nats.client.support.Status;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JetStream stream from a sequence, in order and without acknowledgements, and holds no more for the caller than its share of
 * memory allows: two pulls are open at a time, each for so many bytes, and the next one is made when the caller has taken all of one. A
 * message that fits in no such pull gets one for itself.
 *
 * <p>Why not the ordered consumer of jnats: it counts the bytes it has asked for on two threads without a lock, until it asks for more
 * than the server's {@code max_pending}, which then cuts the connection. For one thread.
 */
final class BoundedConsumer implements AutoCloseable {
    private static final int PULLS = 2;
    /** While much comes. */
    private static final long PULL_BYTES = 1 << 20;
    /** While little comes, or memory is scarce: a usual message, and little more, which no share needs to be asked for. */
    private static final long SMALL_PULL_BYTES = 128 << 10;
    /** By how much a pull for one message grows when that does not fit in it. */
    private static final long GROWTH = 4;
    /** What NATS counts to a message beside its payload. */
    private static final long MESSAGE_ROOM = 4096;
    /** More than fit in a pull: its end is always a matter of bytes or time. */
    private static final int MANY = 1_000_000;

    private static final Duration PULL_LIFE = Duration.ofSeconds(30);
    private static final Duration CONSUMER_LIFE = Duration.ofMinutes(1);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final String TOO_LARGE = "Message Size Exceeds MaxBytes";

    private final Connection connection;
    private final String pullSubject;
    private final String inbox;
    private final Subscription subscription;
    private final Share memory;
    /** How many bytes each open pull is for; 0 when it is not open. */
    private final long[] pulledBytes = new long[PULLS];
    /** What each open pull has set aside of the memory. */
    private final long[] asideBytes = new long[PULLS];
    /** What the pull for one message has taken of it. */
    private long takenBytes;
    /** What the next message needs at least, when it fits in no usual pull; else 0. */
    private long largeBytes;
    /** Whether the open pull is for that message alone. */
    private boolean pullsOne;
    /** Whether the last pull that ended was ended by what came, not by its time. */
    private boolean muchComes;

    private boolean ended;

    private BoundedConsumer(Connection connection, String pullSubject, Share memory) {
        this.connection = connection;
        this.memory = memory;
        this.pullSubject = pullSubject;
        this.inbox = connection.createInbox();
        this.subscription = connection.subscribe(inbox + ".*");
        pullMany();
    }

    static BoundedConsumer open(Connection connection, String stream, long fromSequence, Share memory)
            throws IOException, JetStreamApiException {
        ConsumerConfiguration configuration = ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(fromSequence)
                .ackPolicy(AckPolicy.None)
                .maxDeliver(1)
                .memStorage(true)
                .numReplicas(1)
                .inactiveThreshold(CONSUMER_LIFE)
                .build();
        String name = connection
                .jetStreamManagement()
                .createConsumer(stream, configuration)
                .getName();
        return new BoundedConsumer(connection, "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + name, memory);
    }

    /** The next message; null when there is none for now, which may be before the time is over. */
    @Nullable
    Message next(Duration patience) throws InterruptedException {
        if (lacksMemory() && !pullOne(patience)) {
            return null;
        }
        if (isWithoutPull()) {
            pullMany();
        }
        try {
            Message message = subscription.nextMessage(patience);
            if (message == null) {
                return null;
            }
            if (message.isStatusMessage()) {
                pullEnded(message);
                return null;
            }
            if (pullsOne) {
                // NATS does not say so when a pull has all the messages that it was for. The next one is opened when
                // the caller comes back: until then it needs all of its memory for this message.
                close(0);
                largeBytes = 0;
            }
            return message;
        } catch (IllegalStateException e) {
            // jnats says so when the connection was closed for good.
            ended = true;
        }
        return null;
    }

    /** Whether nothing comes for now because the next message is a large one, for which there was no memory yet. */
    boolean lacksMemory() {
        return largeBytes > 0 && isWithoutPull();
    }

    /** Whether nothing more will come: the server has dropped the consumer. */
    boolean hasEnded() {
        return ended;
    }

    /** A status follows all messages of its pull, so at this moment the caller has taken them. */
    private void pullEnded(Message message) {
        Status status = message.getStatus();
        int pull = pullOf(message);
        long bytes = pulledBytes[pull];
        close(pull);
        if (status.getCode() == CONFLICT && TOO_LARGE.equals(status.getMessage())) {
            boolean nothingFit = pendingBytes(message) == bytes;
            muchComes = !nothingFit;
            if (nothingFit) {
                largeBytes = Math.max(largeBytes, Math.min(bytes * GROWTH, connection.getMaxPayload() + MESSAGE_ROOM));
            } else if (largeBytes == 0) {
                pullMany(pull);
            }
        } else if (status.getCode() == REQUEST_TIMEOUT) {
            largeBytes = 0;
            muchComes = false;
            pullMany();
        } else {
            ended = true;
        }
    }

    private static int pullOf(Message message) {
        String subject = message.getSubject();
        return subject.charAt(subject.length() - 1) - '0';
    }

    private static long pendingBytes(Message message) {
        Headers headers = message.getHeaders();
        String pending = headers == null ? null : headers.getFirst("Nats-Pending-Bytes");
        return pending == null ? 0 : Long.parseLong(pending);
    }

    private boolean isWithoutPull() {
        for (long bytes : pulledBytes) {
            if (bytes > 0) {
                return false;
            }
        }
        return true;
    }

    /** Opens every pull that is not open. */
    private void pullMany() {
        for (int pull = 0; pull < PULLS; pull++) {
            if (pulledBytes[pull] == 0) {
                pullMany(pull);
            }
        }
    }

    private void pullMany(int pull) {
        if (muchComes && memory.trySetAside(PULL_BYTES)) {
            asideBytes[pull] = PULL_BYTES;
            pull(pull, MANY, PULL_BYTES);
        } else {
            pull(pull, MANY, SMALL_PULL_BYTES);
        }
    }

    /** Opens one pull for one message; false when there was no memory for it. */
    private boolean pullOne(Duration patience) throws InterruptedException {
        if (!memory.take(largeBytes, patience)) {
            return false;
        }
        takenBytes = largeBytes;
        pullsOne = true;
        pull(0, 1, largeBytes);
        return true;
    }

    private void pull(int pull, int messages, long bytes) {
        pulledBytes[pull] = bytes;
        PullRequestOptions request = PullRequestOptions.builder(messages)
                .maxBytes(bytes)
                .expiresIn(PULL_LIFE)
                .build();
        connection.publish(pullSubject, inbox + "." + pull, request.serialize());
    }

    private void close(int pull) {
        memory.giveAside(asideBytes[pull]);
        asideBytes[pull] = 0;
        pulledBytes[pull] = 0;
        if (pullsOne) {
            memory.give(takenBytes);
            takenBytes = 0;
            pullsOne = false;
        }
    }

    @Override
    public void close() {
        for (int pull = 0; pull < PULLS; pull++) {
            close(pull);
        }
        try {
            subscription.unsubscribe();
        } catch (IllegalStateException e) {
            // The connection was closed, and the subscription with it.
            ended = true;
        }
    }
}
