package io.dbstream.hub;

import io.dbstream.stream.Side;
import java.util.Locale;

/** The keys of the directories. */
public final class Keys {
    // Ids of streams hold no dot.
    private static final String WORKER = "worker.";

    private Keys() {}

    public static String status(String streamId, Side side) {
        return streamId + suffix(side);
    }

    /** The id of the stream that a key of {@link #status} or {@link #lease} belongs to. */
    public static String streamOf(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    public static String lease(String streamId, Side side) {
        return streamId + suffix(side);
    }

    /** The lease that a worker holds on its own name, for as long as it lives. */
    public static String worker(String owner, Side side) {
        return WORKER + owner.replaceAll("[^0-9A-Za-z_-]", "-") + suffix(side);
    }

    /** Whether it is the key of a lease on one side. */
    public static boolean isLeaseOf(Side side, String key) {
        return key.endsWith(suffix(side));
    }

    /** Of the keys of leases, whether it is a worker's. */
    public static boolean isWorker(String leaseKey) {
        return leaseKey.startsWith(WORKER);
    }

    private static String suffix(Side side) {
        return "." + side.name().toLowerCase(Locale.ROOT);
    }
}
