package io.dbstream.writer.apply;

import io.dbstream.change.Row;

/** What several changes do to one row, taken together. */
final class NetRow {
    enum State {
        /** Inserted, and nothing speaks of it before: new to the target, as far as one can tell. */
        NEW,
        /** Has these values now, whether or not it was there. */
        PUT,
        /** Has these values in the columns that are present; the rest is as it was. */
        PATCHED,
        /** Is no longer there. */
        GONE
    }

    private State state;
    private Row row;
    /** Of a row that is PUT: the columns that differ from what was there before, if it was there. */
    private long changed;

    NetRow(State state, Row row, long changed) {
        this.state = state;
        this.row = row;
        this.changed = changed;
    }

    State state() {
        return state;
    }

    /** The values; of a row that is gone, those of its key. */
    Row row() {
        return row;
    }

    /** Which columns of a row that is PUT are to be set where it is there; {@link RowImages#EVERY_COLUMN} when that is not known. */
    long changed() {
        return changed;
    }

    void inserted(Row after) {
        state = State.PUT;
        row = after;
        changed = RowImages.EVERY_COLUMN;
    }

    void updated(Row after, long columns) {
        changed |= columns;
        switch (state) {
            case NEW -> row = RowImages.merged(row, after);
            case PUT, PATCHED -> {
                row = RowImages.merged(row, after);
                state = row.isComplete() ? State.PUT : State.PATCHED;
            }
            case GONE -> {
                // An incomplete image makes no row where there is none.
                if (after.isComplete()) {
                    inserted(after);
                }
            }
        }
    }

    void deleted(Row before) {
        state = State.GONE;
        row = before;
    }
}
