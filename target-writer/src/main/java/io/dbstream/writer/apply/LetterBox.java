package io.dbstream.writer.apply;

import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;

/**
 * The changes that a target has refused and keeps in its table {@code dbstream_dead_letter}. For the target's thread, while no
 * transaction is open. Failures are the target's.
 */
public interface LetterBox {
    /** What is held as of the last commit, without outcomes: the same object until that changes. */
    DeadLetters held();

    /** How many changes were put into letters and committed since this was asked last. */
    int newlyKept();

    /**
     * Does what the user wants, in a transaction of its own that only the latest writer can commit. A letter that is refused once more stays
     * as a whole, with the new reason.
     */
    LetterOutcome settle(LetterRequest request);
}
