package io.dbstream.hub;

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
 * Reads a JetStream stream from a sequence, in order and without acknowledgements, and holds no more than a few megabytes for the
 * caller: two pulls are open at a time, each for so many bytes, and the next one is made when the caller has taken all of one.
 *
 * <p>Why not the ordered consumer of jnats: it counts the bytes it has asked for on two threads without a lock, until it asks for more
 * than the server's {@code max_pending}, which then cuts the connection. For one thread.
 */
final class BoundedConsumer implements AutoCloseable {
    private static final int PULLS = 2;
    private static final long PULL_BYTES = 2L << 20;
    /** What NATS counts to a message beside its payload. */
    private static final long MESSAGE_ROOM = 4096;
    /** More than fit in a pull: its end is always a matter of bytes or time. */
    private static final int MESSAGES = 1_000_000;

    private static final Duration PULL_LIFE = Duration.ofSeconds(30);
    private static final Duration CONSUMER_LIFE = Duration.ofMinutes(1);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final String TOO_LARGE = "Message Size Exceeds MaxBytes";

    private final Connection connection;
    private final String pullSubject;
    private final String inbox;
    private final Subscription subscription;
    private final long[] pulledBytes = new long[PULLS];
    private boolean ended;

    private BoundedConsumer(Connection connection, String pullSubject) {
        this.connection = connection;
        this.pullSubject = pullSubject;
        this.inbox = connection.createInbox();
        this.subscription = connection.subscribe(inbox + ".*");
        for (int pull = 0; pull < PULLS; pull++) {
            pull(pull, PULL_BYTES);
        }
    }

    static BoundedConsumer open(Connection connection, String stream, long fromSequence)
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
        return new BoundedConsumer(connection, "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + name);
    }

    /** The next message; null when there is none for now, which may be before the time is over. */
    @Nullable
    Message next(Duration patience) throws InterruptedException {
        try {
            Message message = subscription.nextMessage(patience);
            if (message == null || !message.isStatusMessage()) {
                return message;
            }
            pullEnded(message);
        } catch (IllegalStateException e) {
            // jnats says so when the connection was closed for good.
            ended = true;
        }
        return null;
    }

    /** Whether nothing more will come: the server has dropped the consumer. */
    boolean hasEnded() {
        return ended;
    }

    /** A status follows all messages of its pull, so at this moment the caller has taken them. */
    private void pullEnded(Message message) {
        Status status = message.getStatus();
        String subject = message.getSubject();
        int pull = subject.charAt(subject.length() - 1) - '0';
        if (status.getCode() == CONFLICT && TOO_LARGE.equals(status.getMessage())) {
            boolean nothingFit = pendingBytes(message) == pulledBytes[pull];
            pull(pull, nothingFit ? connection.getMaxPayload() + MESSAGE_ROOM : PULL_BYTES);
        } else if (status.getCode() == REQUEST_TIMEOUT) {
            pull(pull, PULL_BYTES);
        } else {
            ended = true;
        }
    }

    private static long pendingBytes(Message message) {
        Headers headers = message.getHeaders();
        String pending = headers == null ? null : headers.getFirst("Nats-Pending-Bytes");
        return pending == null ? 0 : Long.parseLong(pending);
    }

    private void pull(int pull, long bytes) {
        pulledBytes[pull] = bytes;
        PullRequestOptions request = PullRequestOptions.builder(MESSAGES)
                .maxBytes(bytes)
                .expiresIn(PULL_LIFE)
                .build();
        connection.publish(pullSubject, inbox + "." + pull, request.serialize());
    }

    @Override
    public void close() {
        try {
            subscription.unsubscribe();
        } catch (IllegalStateException e) {
            // The connection was closed, and the subscription with it.
            ended = true;
        }
    }
}
