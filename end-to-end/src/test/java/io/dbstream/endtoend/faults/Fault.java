package io.dbstream.endtoend.faults;

import java.time.Duration;

/**
 * Something that may happen to one part of the system: it begins, lasts, and is mended.
 *
 * @param victim what it happens to; nothing happens twice to one victim at a time
 * @param weight how often it happens, compared with others
 */
record Fault(String kind, String victim, int weight, Duration shortest, Duration longest, Begin begin, Mend mend) {
    /** Makes it happen. */
    @FunctionalInterface
    interface Begin {
        /**
         * Makes it happen now.
         *
         * @param dice decides what there is to decide
         * @throws Exception when the victim is not there to be harmed
         */
        void begin(int dice) throws Exception;
    }

    /** Brings the victim back, whether it was harmed or not. */
    @FunctionalInterface
    interface Mend {
        void mend() throws Exception;
    }

    /** One that is over as soon as it happened. */
    static Fault atOnce(String kind, String victim, int weight, Begin begin) {
        return new Fault(kind, victim, weight, Duration.ZERO, Duration.ZERO, begin, () -> {});
    }

    @Override
    public String toString() {
        return kind + " " + victim;
    }
}
