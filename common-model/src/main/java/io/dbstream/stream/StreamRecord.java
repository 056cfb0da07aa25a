package io.dbstream.stream;

import java.time.Instant;

/**
 * A stream as the api-server keeps it for the workers.
 *
 * @param id a KSUID of 27 characters, so that ids sort by creation
 */
public record StreamRecord(String id, StreamConfig config, Wanted wanted, Instant createdAt) {
    public StreamRecord with(Wanted other) {
        return new StreamRecord(id, config, other, createdAt);
    }
}
