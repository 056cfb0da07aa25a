package io.dbstream.change;

/**
 * Where a source's log may be read on: always a border between two source transactions.
 *
 * @param coordinate the place in the log, in the words of the capture that made it; opaque to everyone else
 * @param events how many data events of the stream lie before it, so that counters and the numbering of events survive every
 *     restart
 */
public record SourcePosition(String coordinate, long events) {
    public SourcePosition {
        if (events < 0) {
            throw new IllegalArgumentException("a position cannot have " + events + " events before it");
        }
    }
}
