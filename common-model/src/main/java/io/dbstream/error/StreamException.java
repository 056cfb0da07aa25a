package io.dbstream.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of dbstream. Drivers' exceptions become one of these at the edge, once, with a message that says what was
 * being done and to which table or position. A message holds no row value and no password: it is shown in status answers and logs.
 */
public final class StreamException extends RuntimeException {
    private final ErrorKind kind;

    public StreamException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public StreamException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The message, never null here. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? kind.name() : message;
    }
}
