package io.dbstream.api;

/** A request that cannot be granted, for a reason that lies neither in a database nor in the hub. */
public final class RequestException extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** What was asked cannot be understood or is not allowed. */
        MALFORMED,
        /** There is no such thing. */
        NOT_FOUND,
        /** It does not fit how things are. */
        CONFLICT,
        /** It is larger than it may be. */
        TOO_LARGE,
        /** Its content is not JSON. */
        UNSUPPORTED_TYPE,
        /** Who should do it is not there, or does not answer. */
        UNAVAILABLE
    }

    private final Reason reason;
    private final String explanation;

    public RequestException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.explanation = message;
    }

    public Reason reason() {
        return reason;
    }

    /** The message, never null here. */
    @Override
    public String getMessage() {
        return explanation;
    }
}
