package io.dbstream.writer;

import io.dbstream.change.ChangeEvent;
import io.dbstream.stream.Checkpoint;
import java.time.Instant;
import java.util.List;

/** What a target does next. */
sealed interface Batch {

    /**
     * Apply, then commit: the end of one or more whole transactions.
     *
     * @param checkpoint of the last transaction
     * @param transactions how many of the source's transactions end here
     * @param committedAt the source's clock at the last of them
     */
    record Whole(List<ChangeEvent> changes, Checkpoint checkpoint, int transactions, Instant committedAt)
            implements Batch {}

    /**
     * Apply, and leave the transaction open: the next part of one that is too large to gather.
     *
     * @param sequence of the hub message that it ends with
     */
    record Part(List<ChangeEvent> changes, long sequence) implements Batch {}

    /** Take back the parts applied: their transaction never happened. */
    record Discarded() implements Batch {}
}
