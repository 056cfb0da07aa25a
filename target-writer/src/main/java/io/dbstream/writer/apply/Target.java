package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.stream.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * One stream's target. What is applied becomes visible with {@link #commit}, all at once and together with the checkpoint, or not at
 * all. For one thread.
 *
 * <p>Every failure is a {@link io.dbstream.error.StreamException}: TARGET_UNAVAILABLE, REJECTED or UNREPRESENTABLE (with table,
 * column and reason), FENCED (another writer has opened the target of this stream since), PREREQUISITE, CONFIGURATION. After one the
 * target is of no use: close it and open another.
 */
public interface Target extends AutoCloseable {
    /**
     * Connects, checks rights, makes {@code dbstream_checkpoint} unless it exists, and takes the stream's row in it, so that whoever had
     * it can commit no more.
     *
     * @return the checkpoint; empty when this stream never committed anything here
     */
    Optional<Checkpoint> open();

    /**
     * Applies changes in source order within the open transaction, beginning one when none is open. Tables that are missing are made.
     *
     * @param changes inserts, updates, deletes, truncates and schema changes; commits and discards do not occur
     */
    void apply(List<ChangeEvent> changes);

    /** Writes the checkpoint and commits it with all that was applied since the last commit. */
    void commit(Checkpoint checkpoint);

    /** Takes back all that was applied since the last commit. */
    void rollback();

    /**
     * Connects, and takes away the stream's row of {@code dbstream_checkpoint} and its dead letters: the stream is over for good. Done
     * once more it changes nothing. The tables stay.
     */
    void forget();

    /** What the open target keeps aside; empty when the stream stops at what the target refuses. */
    Optional<LetterBox> letters();

    /** Takes back what is not committed, and disconnects. Callable from any thread, to end work that hangs. */
    @Override
    void close();
}
