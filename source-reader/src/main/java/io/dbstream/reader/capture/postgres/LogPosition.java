package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/**
 * A place in the log of a PostgreSQL server, always behind a commit. Its text is {@code <system identifier>/<LSN>/<publication>}, such as
 * {@code 7412345678901234567/0/16B3748/16402}. The system identifier is made with the server's data directory and shared by its standbys;
 * so a position outlives a failover, and is not taken for one of another server behind the same address. The number of the publication
 * tells it from one of the same name that was made later: what was changed between the two is not decoded.
 *
 * @param lsn where to read on: what was committed before it is known
 * @param publication the number that the server gave it; 0 when that is not known
 */
record LogPosition(String system, long lsn, long publication) {
    /** @throws StreamException of kind POSITION_LOST when another kind of source made it */
    static LogPosition parse(String coordinate) {
        String[] parts = coordinate.split("/", -1);
        boolean complete = (parts.length == 3 || parts.length == 4) && !parts[0].isEmpty();
        try {
            if (complete) {
                long publication = parts.length == 4 ? Long.parseLong(parts[3]) : 0;
                return new LogPosition(parts[0], Lsn.parse(parts[1] + "/" + parts[2]), publication);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new StreamException(
                ErrorKind.POSITION_LOST, "the position " + coordinate + " is none in the log of a PostgreSQL server");
    }

    /** Another place in the same log. */
    LogPosition at(long other) {
        return new LogPosition(system, other, publication);
    }

    String text() {
        return system + "/" + Lsn.text(lsn) + (publication == 0 ? "" : "/" + publication);
    }
}
