package io.dbstream.hub.control;

/**
 * Where something was thrown, and by what, for the log: an exception without the messages, which in drivers' exceptions may hold the
 * values of a row.
 */
final class WithoutMessages extends Exception {
    private WithoutMessages(Throwable original, int depth) {
        super(
                original.getClass().getName(),
                // A chain of causes may be a ring.
                original.getCause() == null || depth > 10 ? null : new WithoutMessages(original.getCause(), depth + 1),
                false,
                true);
        setStackTrace(original.getStackTrace());
    }

    static WithoutMessages of(Throwable original) {
        return new WithoutMessages(original, 0);
    }
}
