package io.dbstream.sandbox;

import org.jspecify.annotations.Nullable;

/** A server could not be had, started or reached; the message says what to do about it. */
public final class SandboxException extends RuntimeException {
    public SandboxException(String message) {
        this(message, null);
    }

    public SandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
