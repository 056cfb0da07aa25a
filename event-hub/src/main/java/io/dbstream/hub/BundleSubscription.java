package io.dbstream.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads one stream's bundles in order, each once. For one thread at a time. */
public interface BundleSubscription extends AutoCloseable {
    /**
     * The next bundle, or null when none came in time. A connection that comes back goes on behind the last bundle returned.
     *
     * @throws io.dbstream.error.StreamException HUB_UNAVAILABLE when the hub stream is gone, was made anew, or does
     *     not answer for long
     */
    HubStream.@Nullable Message next(Duration patience) throws InterruptedException;

    @Override
    void close();
}
