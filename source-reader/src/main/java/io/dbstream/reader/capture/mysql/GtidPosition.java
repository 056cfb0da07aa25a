package io.dbstream.reader.capture.mysql;

/**
 * The set of all transactions that a MySQL server with GTIDs has executed: valid on each server that has executed them too. The place in
 * the files of the server that was read last only tells whether that has begun its log, and the numbers of its transactions, anew.
 */
final class GtidPosition implements LogPosition {
    static final String KIND = "mysql-gtid";

    private final GtidSet executed;
    private LogPlace place;
    private long sourceHigh;
    private long sourceLow;
    private long number;

    GtidPosition(LogPlace place, GtidSet executed) {
        this.place = place;
        this.executed = executed;
    }

    static GtidPosition parse(String text) {
        String[] parts = LogPosition.parts(text, 2);
        String[] more = text.split(":", 4);
        if (more.length == 4 && LogPlace.isDated(more[1])) {
            return new GtidPosition(LogPlace.parse(more[0], more[1], more[2]), GtidSet.parse(more[3]));
        }
        return new GtidPosition(new LogPlace(parts[0], "", 0, 0), GtidSet.parse(parts[1]));
    }

    GtidSet executed() {
        return executed;
    }

    @Override
    public LogPlace place() {
        return place;
    }

    @Override
    public void begins(long high, long low, long next) {
        sourceHigh = high;
        sourceLow = low;
        number = next;
    }

    @Override
    public void commit(LogPlace behind) {
        place = behind;
        if (number != 0) {
            executed.add(sourceHigh, sourceLow, number);
            number = 0;
        }
    }

    @Override
    public String text() {
        return KIND + ":" + (place.begun() == 0 ? place.server() : place.text()) + ":" + executed;
    }
}
