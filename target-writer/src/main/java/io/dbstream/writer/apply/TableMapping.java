package io.dbstream.writer.apply;

import io.dbstream.schema.TableId;

/** Which table of the target each table of the source goes to. */
public final class TableMapping {
    private final String sourceDefaultNamespace;

    /**
     * @param sourceDefaultNamespace the namespace whose tables go to the target's own; others go to one of the same name
     */
    public TableMapping(String sourceDefaultNamespace) {
        this.sourceDefaultNamespace = sourceDefaultNamespace;
    }

    /** The target's table; its namespace is empty for the target's own: the connection's database, or the current schema. */
    public TableId target(TableId source) {
        return source.namespace().equals(sourceDefaultNamespace) ? new TableId("", source.name()) : source;
    }
}
