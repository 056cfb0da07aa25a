package io.dbstream.hub;

import io.dbstream.stream.Side;
import java.util.Locale;

/** The keys of the directories. */
public final class Keys {
    private Keys() {}

    public static String status(String streamId, Side side) {
        return streamId + "." + side.name().toLowerCase(Locale.ROOT);
    }

    /** The id of the stream that a key of {@link #status} or {@link #lease} belongs to. */
    public static String streamOf(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    public static String lease(String streamId, Side side) {
        return streamId + "." + side.name().toLowerCase(Locale.ROOT);
    }
}
