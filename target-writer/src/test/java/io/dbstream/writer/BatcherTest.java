package io.dbstream.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final TableSchema TABLE = new TableSchema(
            new TableId("shop", "orders"), List.of(new Column("id", new DataType.Int(64, false), false)), List.of(0));
    private static final int MAX = 1000;
    private static final int SIZE = 100;

    private final Batcher batcher = new Batcher("e1", checkpoint(0, 10), MAX);

    @Test
    void wholeTransactionsOfOneDeliveryMakeOneBatch() {
        batcher.add(delivery(7, 10, insert(10), commit(11), insert(11), insert(12), commit(13)));

        assertThat(batcher.next()).isEqualTo(whole(checkpoint(7, 13), 2, insert(10), insert(11), insert(12)));
        assertThat(batcher.next()).isNull();
    }

    @Test
    void unfinishedTransactionWaitsForItsCommit() {
        batcher.add(delivery(7, 10, insert(10), commit(11), insert(11)));

        assertThat(batcher.next()).isEqualTo(whole(checkpoint(6, 11), 1, insert(10)));
        assertThat(batcher.next()).isNull();

        batcher.add(delivery(8, 12, insert(12), commit(13)));
        assertThat(batcher.next()).isEqualTo(whole(checkpoint(8, 13), 1, insert(11), insert(12)));
    }

    @Test
    void transactionLargerThanABatchComesInParts() {
        for (int i = 0; i < 10; i++) {
            batcher.add(delivery(7 + i, 10 + i, insert(10 + i)));
        }
        assertThat(batcher.isFull()).isTrue();
        assertThat(batcher.next())
                .isInstanceOfSatisfying(
                        Batch.Part.class, part -> assertThat(part.changes()).hasSize(10));
        assertThat(batcher.next()).isNull();

        batcher.add(delivery(17, 20, insert(20), commit(21)));
        assertThat(batcher.next()).isEqualTo(whole(checkpoint(17, 21), 1, insert(20)));
    }

    @Test
    void whatIsHereOfATransactionComesOutWhenRoomIsWanted() {
        assertThat(batcher.makesRoom()).isFalse();
        batcher.add(delivery(7, 10, insert(10), commit(11), insert(11)));
        assertThat(batcher.next()).isInstanceOf(Batch.Whole.class);
        assertThat(batcher.next()).isNull();

        assertThat(batcher.makesRoom()).isTrue();

        assertThat(batcher.next()).isEqualTo(new Batch.Part(List.of(insert(11)), 7));
        assertThat(batcher.size()).isZero();
        batcher.add(delivery(8, 12, insert(12)));
        assertThat(batcher.next()).isNull();
        batcher.add(delivery(9, 13, commit(13)));
        assertThat(batcher.next()).isEqualTo(whole(checkpoint(9, 13), 1, insert(12)));
    }

    @Test
    void whatItHoldsIsWhatWasAddedAndHasNotComeOut() {
        batcher.add(delivery(7, 10, insert(10), commit(11)));
        batcher.add(delivery(8, 11, insert(11), commit(12), insert(12)));
        batcher.add(delivery(9, 13, insert(13)));
        assertThat(batcher.size()).isEqualTo(3 * SIZE);

        batcher.next();
        // The middle one is counted until all of it is out.
        assertThat(batcher.size()).isEqualTo(2 * SIZE);
        batcher.add(delivery(10, 14, commit(14)));
        assertThat(batcher.size()).isEqualTo(3 * SIZE);
        batcher.next();
        assertThat(batcher.size()).isZero();
    }

    @Test
    void discardTakesBackThePartsOfItsTransaction() {
        for (int i = 0; i < 10; i++) {
            batcher.add(delivery(7 + i, 10 + i, insert(10 + i)));
        }
        assertThat(batcher.next()).isInstanceOf(Batch.Part.class);

        batcher.add(delivery(17, 10, new Discard(), commit(10), insert(10), commit(11)));

        assertThat(batcher.next()).isEqualTo(new Batch.Discarded());
        assertThat(batcher.next()).isEqualTo(whole(checkpoint(17, 11), 1, insert(10)));
    }

    @Test
    void discardLeavesWholeTransactionsAlone() {
        batcher.add(delivery(7, 10, insert(10), commit(11), insert(11)));
        batcher.add(delivery(8, 11, new Discard(), commit(11)));
        batcher.add(delivery(9, 11, insert(11), insert(12), commit(13)));

        assertThat(batcher.next()).isEqualTo(whole(checkpoint(9, 13), 2, insert(10), insert(11), insert(12)));
    }

    @Test
    void whatTheTargetHasIsLeftOut() {
        batcher.add(delivery(3, 8, insert(8), commit(9), insert(9), commit(10), insert(10), commit(11)));

        assertThat(batcher.next()).isEqualTo(whole(checkpoint(3, 11), 1, insert(10)));
    }

    @Test
    void deliveriesThatTheTargetHasLeaveNothingBehind() {
        for (int i = 0; i < 30; i++) {
            batcher.add(delivery(3, 8, insert(8), commit(9)));
        }

        assertThat(batcher.isFull()).isFalse();
        assertThat(batcher.next()).isNull();
    }

    @Test
    void missingEventsAreNoticed() {
        assertThat(batcher.isBehindGap(delivery(7, 11, insert(11)).bundle())).isTrue();
        assertThat(batcher.isBehindGap(delivery(7, 10, insert(10)).bundle())).isFalse();
    }

    @Test
    void commitWithoutChangesMovesThePosition() {
        batcher.add(delivery(7, 10, commit(10)));

        assertThat(batcher.next()).isEqualTo(whole(checkpoint(7, 10), 0));
    }

    /** However the log is cut into bundles, cut short, discarded and read again, every event comes out once, in order. */
    @Test
    void everyEventComesOutOnceHoweverItWasDelivered() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> transactionEnds = new ArrayList<>();
        long end = 10;
        for (int i = 0; i < 200; i++) {
            end += 1 + random.nextInt(30);
            transactionEnds.add(end);
        }
        Target target = new Target();
        long sequence = 0;
        int transaction = 0;
        long next = 10;
        boolean unfinished = false;
        while (transaction < transactionEnds.size()) {
            List<ChangeEvent> events = new ArrayList<>();
            long first = next;
            if (unfinished && random.nextInt(4) == 0) {
                next = transaction == 0 ? 10 : transactionEnds.get(transaction - 1);
                first = next;
                events.add(new Discard());
                events.add(commit(next));
            }
            int size = 1 + random.nextInt(20);
            for (int i = 0; i < size && transaction < transactionEnds.size(); i++) {
                events.add(insert(next++));
                unfinished = true;
                if (next == transactionEnds.get(transaction)) {
                    events.add(commit(next));
                    transaction++;
                    unfinished = false;
                }
            }
            batcher.add(delivery(++sequence, first, events.toArray(ChangeEvent[]::new)));
            if (random.nextInt(5) == 0) {
                boolean ignored = batcher.makesRoom();
            }
            if (random.nextBoolean() || batcher.isFull()) {
                target.drain();
            }
        }
        target.drain();

        assertThat(target.committed)
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(10, end).boxed().toList());
    }

    /** What a target would hold. */
    private final class Target {
        final List<Long> committed = new ArrayList<>();
        final List<Long> applied = new ArrayList<>();

        void drain() {
            for (Batch batch = batcher.next(); batch != null; batch = batcher.next()) {
                switch (batch) {
                    case Batch.Whole whole -> {
                        apply(whole.changes());
                        committed.addAll(applied);
                        applied.clear();
                        assertThat(whole.checkpoint().position().events()).isEqualTo(committed.size() + 10L);
                    }
                    case Batch.Part part -> apply(part.changes());
                    case Batch.Discarded discarded -> applied.clear();
                }
            }
        }

        private void apply(List<ChangeEvent> changes) {
            for (ChangeEvent change : changes) {
                applied.add((Long) ((Insert) change).after().get(0));
            }
        }
    }

    private static Delivery delivery(long sequence, long firstEvent, ChangeEvent... events) {
        return new Delivery(
                sequence, new Bundle(firstEvent, List.of(events), new SourcePosition("unused", 0), false), SIZE);
    }

    private static Insert insert(long number) {
        return new Insert(TABLE, Row.of(number));
    }

    private static Commit commit(long events) {
        return new Commit(new SourcePosition("log:" + events, events), Instant.EPOCH);
    }

    private static Checkpoint checkpoint(long sequence, long events) {
        return new Checkpoint("e1", sequence, new SourcePosition("log:" + events, events));
    }

    private static Batch.Whole whole(Checkpoint checkpoint, int transactions, ChangeEvent... changes) {
        return new Batch.Whole(List.of(changes), checkpoint, transactions, Instant.EPOCH);
    }
}
