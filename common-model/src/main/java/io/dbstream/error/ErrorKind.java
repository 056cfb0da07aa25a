package io.dbstream.error;

/** What went wrong, seen from what follows: does trying again help, and what should the operator do. */
public enum ErrorKind {
    SOURCE_UNAVAILABLE(true, "Check that the source database is up and reachable; the stream goes on by itself."),
    TARGET_UNAVAILABLE(true, "Check that the target database is up and reachable; the stream goes on by itself."),
    HUB_UNAVAILABLE(true, "Check that NATS is up and reachable; the stream goes on by itself."),
    /** The hub holds as much as it may, because the target lags. */
    HUB_FULL(true, "Wait for the target to catch up, or give the hub more room (DBSTREAM_HUB_MAX_BYTES)."),
    /** The configuration of the stream or of a service is wrong. */
    CONFIGURATION(false, "Correct the configuration and create the stream again."),
    /** A server lacks a setting or a right that the stream needs; the message names the statement that mends it. */
    PREREQUISITE(false, "Mend what is named here, then try again."),
    /** The source no longer has the position the stream would go on from. */
    POSITION_LOST(false, "Changes are missing at the source: create a new stream, and load the tables anew."),
    /** A value or type that the other side cannot hold exactly. */
    UNREPRESENTABLE(false, "Change the column at the target or leave the table out of the filter, then resume."),
    /** The target refused a row for a reason of its own. */
    REJECTED(false, "Mend the cause at the target, then resume."),
    /** Another worker has taken the stream over; this one must stop without a word to the target or the hub. */
    FENCED(false, "Nothing: another worker carries the stream on."),
    /** A fault of dbstream itself. */
    INTERNAL(false, "Report it with the log of the service.");

    private final boolean retryable;
    private final String advice;

    ErrorKind(boolean retryable, String advice) {
        this.retryable = retryable;
        this.advice = advice;
    }

    /** Whether the same work may succeed later without anyone changing the stream. */
    public boolean retryable() {
        return retryable;
    }

    /** One sentence for the operator. */
    public String advice() {
        return advice;
    }
}
