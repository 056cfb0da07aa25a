package io.dbstream.reader.capture;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import java.time.Instant;

/**
 * What a capture tells, on the thread that reads: the changes of one transaction, then its commit. A method that takes long slows
 * the source down, which is meant; one that throws ends the reading with that exception.
 */
public interface ChangeListener {
    /** A change to a table that the stream selects, by an operation that it selects. */
    void change(DataEvent event);

    /** A selected table looks different from here on. */
    void schemaChange(SchemaChange event);

    /**
     * The source committed what was told since the last commit, which may be nothing.
     *
     * @param coordinate where to read on
     * @param committedAt the source's clock, as precise as its log tells
     */
    void commit(String coordinate, Instant committedAt);

    /** Told about once a second while nothing else is, on the same thread. */
    void idle();
}
