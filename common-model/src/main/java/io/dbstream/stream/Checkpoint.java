package io.dbstream.stream;

import io.dbstream.change.SourcePosition;

/**
 * What a target has committed, as its own table {@code dbstream_checkpoint} says.
 *
 * @param epoch names the hub stream that {@code sequence} counts in: another epoch is another numbering
 * @param sequence the last hub message whose events are all committed, 0 for none
 * @param position the source position of the last commit; its {@code events} counts the committed data events
 */
public record Checkpoint(String epoch, long sequence, SourcePosition position) {
    /** What a writer says of a target that never committed anything of the stream. */
    public static final Checkpoint NONE = new Checkpoint("", 0, new SourcePosition("", 0));
}
