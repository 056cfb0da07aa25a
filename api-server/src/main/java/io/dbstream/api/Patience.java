package io.dbstream.api;

import java.time.Duration;

/**
 * How long a request waits for the workers.
 *
 * @param pickUp for a reader and a writer to take up a new stream
 * @param ready for a new stream to be ready
 * @param obey for the workers to stop, pause or resume a stream
 * @param look how often to look
 */
public record Patience(Duration pickUp, Duration ready, Duration obey, Duration look) {}
