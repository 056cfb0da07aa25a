package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.schema.TableId;
import io.dbstream.stream.DeadLetter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A letter that the target holds, without its changes. */
final class HeldLetter {
    private final TableId table;
    private final Instant since;
    private final long number;
    private ErrorKind kind;
    private String reason;
    /** The rows that its changes touch. */
    private final Set<String> rows = new HashSet<>();

    private int changes;

    HeldLetter(long number, TableId table, ErrorKind kind, String reason, Instant since) {
        this.number = number;
        this.table = table;
        this.kind = kind;
        this.reason = reason;
        this.since = since;
    }

    long number() {
        return number;
    }

    TableId table() {
        return table;
    }

    ErrorKind kind() {
        return kind;
    }

    String reason() {
        return reason;
    }

    Set<String> rows() {
        return rows;
    }

    int changes() {
        return changes;
    }

    void add(TouchedRows touched) {
        changes++;
        rows.add(touched.row());
        if (touched.becomes() != null) {
            rows.add(touched.becomes());
        }
    }

    /** Takes over the changes of a later letter. */
    void join(HeldLetter later) {
        changes += later.changes;
        rows.addAll(later.rows);
    }

    void refusedAgain(ErrorKind newKind, String newReason) {
        kind = newKind;
        reason = newReason;
    }

    DeadLetter told() {
        return new DeadLetter(number, table.toString(), kind, reason, changes, since);
    }

    Instant since() {
        return since;
    }
}
