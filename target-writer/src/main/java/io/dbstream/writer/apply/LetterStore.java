package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.schema.TableId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a stream's dead letters are written down, as part of the open transaction. */
interface LetterStore {
    /**
     * A change as it is kept, without what it changes.
     *
     * @param letter the number of its letter, which is the event that the target refused
     * @param kind why the letter is held; of its first change, null for those behind it
     * @param reason as the kind
     */
    record Kept(
            long event,
            long letter,
            TableId source,
            TouchedRows rows,
            @Nullable ErrorKind kind,
            @Nullable String reason,
            Instant since) {}

    /** Every change that is kept, in the source's order. */
    List<Kept> read() throws SQLException;

    /**
     * Adds a change.
     *
     * @param bundle the change in the wire format, alone in a bundle of its own
     */
    void add(Kept kept, byte[] bundle) throws SQLException;

    /** Makes two letters one. */
    void join(long letter, long later) throws SQLException;

    void refusedAgain(long letter, ErrorKind kind, String reason) throws SQLException;

    void remove(long letter) throws SQLException;
}
