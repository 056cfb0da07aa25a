package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.nats.client.JetStreamApiException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What JetStream's error codes mean here; they are listed in nats-server's {@code server/errors.json}. */
final class NatsErrors {
    private static final int INSUFFICIENT_RESOURCES = 10023;
    private static final int NO_MESSAGE_FOUND = 10037;
    private static final int STORAGE_RESOURCES_EXCEEDED = 10047;
    private static final int STREAM_NAME_IN_USE = 10058;
    private static final int STREAM_NOT_FOUND = 10059;
    private static final int WRONG_LAST_SEQUENCE = 10071;
    private static final int STREAM_STORE_FAILED = 10077;

    private NatsErrors() {}

    static boolean isStreamMissing(JetStreamApiException error) {
        return error.getApiErrorCode() == STREAM_NOT_FOUND;
    }

    /** Whether a request to a bucket was not answered because there was no such bucket, and so certainly changed nothing. */
    static boolean isBucketMissing(Exception error) {
        // jnats wraps the error of the first look at a bucket, and has only a text for a publish that nobody takes.
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return (cause instanceof JetStreamApiException api && isStreamMissing(api))
                || String.valueOf(error.getMessage()).contains("503 No Responders");
    }

    static boolean isStreamThere(JetStreamApiException error) {
        return error.getApiErrorCode() == STREAM_NAME_IN_USE;
    }

    static boolean isMessageMissing(JetStreamApiException error) {
        return error.getApiErrorCode() == NO_MESSAGE_FOUND;
    }

    static boolean isWrongLastSequence(JetStreamApiException error) {
        return error.getApiErrorCode() == WRONG_LAST_SEQUENCE;
    }

    static boolean isOutOfStorage(JetStreamApiException error) {
        return error.getApiErrorCode() == INSUFFICIENT_RESOURCES
                || error.getApiErrorCode() == STORAGE_RESOURCES_EXCEEDED;
    }

    static StreamException unavailable(String doing, @Nullable Throwable cause) {
        String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return new StreamException(ErrorKind.HUB_UNAVAILABLE, "NATS could not " + doing + why, cause);
    }

    /** Why a bundle was not stored, when no earlier one is to blame. */
    static StreamException publishFailed(String streamId, Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause.getClass() == RuntimeException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String doing = "store a bundle of stream " + streamId;
        if (cause instanceof JetStreamApiException error) {
            if (isWrongLastSequence(error)) {
                return new StreamException(
                        ErrorKind.FENCED, "Another reader has published to stream " + streamId, cause);
            }
            if (isOutOfStorage(error) || error.getApiErrorCode() == STREAM_STORE_FAILED) {
                return new StreamException(
                        ErrorKind.HUB_FULL,
                        "NATS has no room for stream " + streamId + ": " + error.getErrorDescription(),
                        cause);
            }
        }
        return unavailable(doing, cause);
    }
}
