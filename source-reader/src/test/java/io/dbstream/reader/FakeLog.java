package io.dbstream.reader;

import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A source's log in memory: transactions of a few inserts, read by any number of captures. A coordinate is a count of transactions. */
final class FakeLog {
    static final TableSchema TABLE = new TableSchema(
            new TableId("shop", "orders"), List.of(new Column("id", new DataType.Int(64, false), false)), List.of(0));

    private final List<List<Long>> transactions = new ArrayList<>();
    private String confirmed = "";
    private boolean released;
    private int forgotten;

    /** The log no longer has its first transactions. */
    synchronized void forget(int count) {
        forgotten = count;
    }

    private synchronized void require(int next) {
        if (next < forgotten) {
            throw new StreamException(ErrorKind.POSITION_LOST, "the log begins with transaction " + forgotten);
        }
    }

    /** Commits a transaction of so many rows; the rows of the log are numbered from 0. */
    synchronized void commit(int rows) {
        long next = rows();
        List<Long> transaction = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            transaction.add(next + i);
        }
        transactions.add(transaction);
        notifyAll();
    }

    synchronized long rows() {
        return transactions.stream().mapToLong(List::size).sum();
    }

    synchronized boolean isReleased() {
        return released;
    }

    synchronized String confirmed() {
        return confirmed;
    }

    Capture capture() {
        return new Reading();
    }

    private final class Reading implements Capture {
        private volatile boolean stopped;

        @Override
        public void preflight() {}

        @Override
        public String end() {
            synchronized (FakeLog.this) {
                return Integer.toString(transactions.size());
            }
        }

        @Override
        public void read(String coordinate, ChangeListener listener) {
            int next = Integer.parseInt(coordinate);
            require(next);
            while (!stopped) {
                List<Long> transaction = await(next);
                if (transaction == null) {
                    listener.idle();
                    continue;
                }
                for (Long row : transaction) {
                    listener.change(new Insert(TABLE, Row.of(row)));
                    if (stopped) {
                        return;
                    }
                }
                next++;
                listener.commit(Integer.toString(next), Instant.EPOCH);
            }
        }

        private @org.jspecify.annotations.Nullable List<Long> await(int index) {
            synchronized (FakeLog.this) {
                if (index >= transactions.size() && !stopped) {
                    try {
                        FakeLog.this.wait(20);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return index < transactions.size() ? transactions.get(index) : null;
            }
        }

        @Override
        public void confirm(String coordinate) {
            synchronized (FakeLog.this) {
                confirmed = coordinate;
            }
        }

        @Override
        public void release() {
            synchronized (FakeLog.this) {
                released = true;
            }
        }

        @Override
        public void stop() {
            stopped = true;
            synchronized (FakeLog.this) {
                FakeLog.this.notifyAll();
            }
        }

        @Override
        public void close() {}
    }
}
