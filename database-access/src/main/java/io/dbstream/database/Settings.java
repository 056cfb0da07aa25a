package io.dbstream.database;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Side;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a source or target. */
public final class Settings {
    private Settings() {}

    /**
     * Refuses settings that nobody takes: one may be another, misspelled.
     *
     * @param database as it is called in messages: {@code MySQL}, {@code PostgreSQL}
     */
    public static void refuseUnknown(Side side, String database, Map<String, String> settings, Set<String> known) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    side.word() + ".settings has no " + String.join(", ", unknown) + "; a " + database + " "
                            + side.word() + " knows " + String.join(", ", new TreeSet<>(known)));
        }
    }
}
