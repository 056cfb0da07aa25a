package io.dbstream.hub;

import io.dbstream.stream.Side;
import java.util.Locale;

/** The keys of the directories. */
public final class Keys {
    private Keys() {}

    public static String status(String streamId, Side side) {
        return streamId + "." + side.name().toLowerCase(Locale.ROOT);
    }

    public static String lease(String streamId, Side side) {
        return streamId + "." + side.name().toLowerCase(Locale.ROOT);
    }
}
