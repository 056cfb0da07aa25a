package io.dbstream.api;

import io.dbstream.hub.HubStream;
import java.util.Optional;

/**
 * A stream as metrics show it.
 *
 * @param held what the hub holds of it; empty when it holds nothing
 */
public record StreamObservation(StreamStatus status, Optional<HubStream.State> held) {}
