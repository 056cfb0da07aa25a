package io.dbstream.hub;

import io.dbstream.error.StreamException;
import java.time.Duration;

/**
 * Publishes one stream's bundles, several in flight, each behind the one before or not at all: when one fails, all behind it fail,
 * and so does the publisher. Its owner then looks at the hub's last message and goes on from there with a new publisher.
 *
 * <p>{@link #publish} is for one thread at a time.
 */
public interface BundlePublisher extends AutoCloseable {
    /**
     * Sends a bundle. Waits while as many bytes are in flight as may be, and while the hub is full: what it refuses is kept, and sent
     * again until it is taken.
     *
     * @throws StreamException HUB_UNAVAILABLE, HUB_FULL (only after {@link #leaveOff}), FENCED (somebody else has published), or CONFIGURATION (the bundle is larger
     *     than the server's {@code max_payload}); the fault may be of an earlier publish
     */
    void publish(byte[] bundle);

    /** Whether every publish was acknowledged; never again once one has failed. */
    boolean isIdle();

    /** Waits until every publish was acknowledged; throws as {@link #publish} does. */
    void flush();

    /** Throws what {@link #publish} would throw of an earlier publish; waits for nothing. */
    void check();

    /** How many publishes are in flight. */
    int inFlight();

    /** For how long the hub has been full, and the publisher waiting for room; zero while it is not. For any thread. */
    Duration heldUp();

    /** From here on a full hub is not waited for: the call that waits for it throws HUB_FULL, and so does each that would. For any thread. */
    void leaveOff();

    /** Waits for nothing. */
    @Override
    void close();
}
