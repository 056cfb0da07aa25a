package io.dbstream.stream;

import java.util.List;
import java.util.Optional;

/**
 * What the target of a stream keeps aside, as its writer last said; the target's own table {@code dbstream_dead_letter} is right where the
 * two differ.
 *
 * @param letters how many there are
 * @param changes how many changes they hold together
 * @param oldest the oldest of them, at most {@link #MOST_SHOWN}
 * @param settled what came of the latest requests, at most {@link #MOST_SETTLED}
 */
public record DeadLetters(int letters, int changes, List<DeadLetter> oldest, List<LetterOutcome> settled) {
    /** How many letters are told one by one, so that they fit into one message. */
    public static final int MOST_SHOWN = 500;

    /** How many outcomes are remembered. */
    public static final int MOST_SETTLED = 100;

    public static final DeadLetters NONE = new DeadLetters(0, 0, List.of(), List.of());

    public DeadLetters {
        oldest = List.copyOf(oldest);
        settled = List.copyOf(settled);
    }

    /** The letter of this number, if it is among those that are told. */
    public Optional<DeadLetter> find(long number) {
        return oldest.stream().filter(letter -> letter.number() == number).findFirst();
    }

    /** Whether every letter is told one by one. */
    public boolean areAllShown() {
        return oldest.size() == letters;
    }

    /** What came of a request, if it has been settled. */
    public Optional<LetterOutcome> outcome(long request) {
        return settled.stream().filter(outcome -> outcome.request() == request).findFirst();
    }
}
