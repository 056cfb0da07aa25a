package io.dbstream.writer;

import io.dbstream.hub.HubStream;
import io.dbstream.memory.MemoryBudget.Share;

/**
 * What it takes to fetch a stream's bundles.
 *
 * @param messages where they are
 * @param memory holds what was fetched and is not applied
 */
record Fetching(HubStream messages, String streamId, Share memory, WriterStatistics statistics) {
    /** Starts fetching, from this hub message on. */
    Fetcher from(long sequence) {
        return new Fetcher(streamId, messages.subscribe(sequence, memory), memory, statistics);
    }
}
