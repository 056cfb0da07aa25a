package io.dbstream.reader;

import io.dbstream.change.SourcePosition;

/**
 * Where a reader goes on.
 *
 * @param position in the source's log
 * @param lastSequence the hub's last message, to publish behind; 0 for none
 * @param unfinished whether the hub ends inside a transaction, which the first event must discard
 */
record StartingPoint(SourcePosition position, long lastSequence, boolean unfinished) {}
