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

    NetRow(State state, Row row) {
        this.state = state;
        this.row = row;
    }

    State state() {
        return state;
    }

    /** The values; of a row that is gone, those of its key. */
    Row row() {
        return row;
    }

    void inserted(Row after) {
        state = State.PUT;
        row = after;
    }

    void updated(Row after) {
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
