package io.dbstream.change;

import java.util.List;

/**
 * What one hub message carries: consecutive events of one stream. A bundle may hold many transactions, or a part of one.
 *
 * @param firstEvent the number of the first data event in this bundle, counted from 0 over the whole stream (a {@link
 *     ChangeEvent.Discard} at the start takes effect first); a reader that reads the log again from a position gives the same
 *     events the same numbers, so a writer knows by the number what it already has, and that nothing is missing between
 * @param resume where to go on when this is the last bundle of the hub: the last commit in it or before it
 * @param unfinished whether the bundle ends inside a transaction, behind {@code resume}
 */
public record Bundle(long firstEvent, List<ChangeEvent> events, SourcePosition resume, boolean unfinished) {
    public Bundle {
        events = List.copyOf(events);
    }
}
