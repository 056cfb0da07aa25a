package io.dbstream.reader.capture.postgres;

import io.dbstream.schema.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as a Relation message describes it, at one moment of the log.
 *
 * @param oid its number in the source's catalog
 * @param identity which of a row's former values the log tells
 * @param columns those that are published
 */
record Relation(int oid, TableId id, Identity identity, List<RelationColumn> columns) {
    /** The replica identity. */
    enum Identity {
        /** The columns of the primary key, if there is one. */
        DEFAULT,
        /** The columns of a unique index. */
        INDEX,
        /** All columns. */
        FULL,
        /** None. */
        NOTHING
    }

    /**
     * A column.
     *
     * @param key whether it belongs to the replica identity
     * @param modifier length, precision or scale; -1 for none
     */
    record RelationColumn(String name, boolean key, int typeOid, int modifier) {}

    static Relation read(MessageBytes in) {
        int oid = in.int32();
        String namespace = in.text();
        TableId id = new TableId(namespace.isEmpty() ? "pg_catalog" : namespace, in.text());
        Identity identity = identity(in.int8());
        int count = in.uint16();
        List<RelationColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = (in.int8() & 1) != 0;
            columns.add(new RelationColumn(in.text(), key, in.int32(), in.int32()));
        }
        return new Relation(oid, id, identity, columns);
    }

    private static Identity identity(byte letter) {
        return switch (letter) {
            case 'd' -> Identity.DEFAULT;
            case 'i' -> Identity.INDEX;
            case 'f' -> Identity.FULL;
            case 'n' -> Identity.NOTHING;
            default -> throw new IllegalStateException("a replica identity of the kind " + (char) letter);
        };
    }
}
