package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/**
 * A place in the log of a PostgreSQL server, always behind a commit. Its text is {@code <system identifier>/<LSN>}, such as
 * {@code 7412345678901234567/0/16B3748}. The system identifier is made with the server's data directory and shared by its standbys; so a
 * position outlives a failover, and is not taken for one of another server behind the same address.
 *
 * @param lsn where to read on: what was committed before it is known
 */
record LogPosition(String system, long lsn) {
    /** @throws StreamException of kind POSITION_LOST when another kind of source made it */
    static LogPosition parse(String coordinate) {
        int slash = coordinate.indexOf('/');
        if (slash > 0) {
            try {
                return new LogPosition(coordinate.substring(0, slash), Lsn.parse(coordinate.substring(slash + 1)));
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new StreamException(
                ErrorKind.POSITION_LOST, "the position " + coordinate + " is none in the log of a PostgreSQL server");
    }

    String text() {
        return system + "/" + Lsn.text(lsn);
    }
}
