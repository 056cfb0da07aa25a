package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one side of a stream is, as its worker last said.
 *
 * @param counter data events captured (source) or committed (target) since the stream was created
 * @param started when the first event came; null before
 * @param elapsed from {@code started} to now, or to the moment the side left off; zero before
 * @param message what is wrong, also while it is being retried; null when all is well
 * @param kind the kind of what is wrong; null when all is well
 * @param since since when the phase and the message are what they are
 */
public record SideStatus(
        Phase phase,
        long counter,
        @Nullable Instant started,
        Duration elapsed,
        @Nullable String message,
        @Nullable ErrorKind kind,
        Instant since) {}
