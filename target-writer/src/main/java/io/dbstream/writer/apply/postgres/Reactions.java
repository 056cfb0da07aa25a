package io.dbstream.writer.apply.postgres;

/** What of the target reacts to the rows that a stream writes. */
enum Reactions {
    /** Neither triggers nor foreign keys, but for triggers that are to fire for replicas: the session is one of a replica. */
    NONE,
    /** Foreign keys; tables with triggers are refused. */
    FOREIGN_KEYS,
    /** Foreign keys and triggers. */
    ALL
}
