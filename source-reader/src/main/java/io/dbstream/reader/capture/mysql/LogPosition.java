package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/**
 * Where a reader of the log stands: always behind a commit. Its text is the coordinate that other parts of dbstream keep; it names the
 * server that wrote the log, so that another one behind the same address is noticed.
 */
sealed interface LogPosition permits FilePosition, GtidPosition, MariaDbPosition {
    /** Where it lies in the files of the server that was read last. */
    LogPlace place();

    /** The coordinate. */
    String text();

    /** MySQL begins a transaction: its number, and the UUID of the server that first executed it, in two halves. */
    default void begins(long sourceHigh, long sourceLow, long number) {}

    /** MariaDB begins a transaction: its number in its domain, and the server that first executed it. */
    default void beginsInDomain(long domain, long server, long sequence) {}

    /** What was begun is committed, and the log goes on at this place. */
    void commit(LogPlace behind);

    /** The log goes on with another file; whether that moves the position. */
    default boolean nextFile(LogPlace beginning) {
        return false;
    }

    /** Reads a coordinate that {@link #text} made. */
    static LogPosition parse(String coordinate) {
        int colon = coordinate.indexOf(':');
        String kind = colon < 0 ? "" : coordinate.substring(0, colon);
        String rest = coordinate.substring(colon + 1);
        return switch (kind) {
            case GtidPosition.KIND -> GtidPosition.parse(rest);
            case FilePosition.KIND -> FilePosition.parse(rest);
            case MariaDbPosition.KIND -> MariaDbPosition.parse(rest);
            default ->
                throw new StreamException(
                        ErrorKind.POSITION_LOST, "the position " + coordinate + " is not one of MySQL or MariaDB");
        };
    }

    /** The parts of a coordinate between colons; the last part may hold colons itself. */
    static String[] parts(String text, int count) {
        String[] parts = text.split(":", count);
        if (parts.length != count) {
            throw new StreamException(ErrorKind.POSITION_LOST, "the position …" + text + " is incomplete");
        }
        return parts;
    }
}
