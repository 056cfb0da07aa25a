package io.dbstream.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.memory.MemoryBudget.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MemoryBudget budget = new MemoryBudget(64 * MB);

    private Share share() {
        return budget.share(Long.MAX_VALUE);
    }

    private static void takeAll(Share share) {
        while (share.tryTake(MB / 2)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void oneAloneHasHalfOfIt() {
        Share alone = share();
        takeAll(alone);

        assertThat(alone.held()).isEqualTo(32 * MB);
        assertThat(budget.held()).isEqualTo(32 * MB);
    }

    @Test
    void howeverManyTakeWhatTheyGetTheNextOneFindsSomething() {
        for (int i = 0; i < 50; i++) {
            Share share = share();
            takeAll(share);
            assertThat(share.held()).as("share %d", i).isGreaterThanOrEqualTo(MemoryBudget.ALWAYS);
        }
        assertThat(budget.held()).isLessThanOrEqualTo(64 * MB + 50 * MemoryBudget.ALWAYS);
    }

    @Test
    void whoeverSetsAsideWhatItGetsHasRoomForSomethingSmallAllTheSame() {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Share share = share();
            while (share.trySetAside(MB)) {
                Thread.onSpinWait();
            }
            shares.add(share);
        }
        assertThat(budget.held()).isLessThanOrEqualTo(64 * MB);
        for (Share share : shares) {
            assertThat(share.tryTake(MemoryBudget.ALWAYS)).isTrue();
            assertThat(share.tryTake(MB)).isFalse();
        }

        for (Share share : shares) {
            share.give(MemoryBudget.ALWAYS);
            share.giveAside(share.held());
        }
        assertThat(budget.held()).isZero();
    }

    @Test
    void nobodyHoldsMoreThanItsMost() {
        Share modest = budget.share(8 * MB);
        takeAll(modest);

        assertThat(modest.held()).isEqualTo(8 * MB);
    }

    @Test
    void whatIsGivenBackIsToBeHadAgain() {
        Share one = share();
        takeAll(one);
        Share other = share();
        takeAll(other);
        long before = other.held();

        one.close();
        takeAll(other);

        assertThat(other.held()).isGreaterThan(before).isEqualTo(32 * MB);
    }

    @Test
    void somethingLargerThanAllOfItPassesAlone() throws Exception {
        Share one = share();
        assertThat(one.tryTake(100 * MB)).isTrue();

        Share other = share();
        assertThat(other.take(100 * MB, Duration.ofMillis(1))).isFalse();
        assertThat(other.isWaiting()).isTrue();
        // What is small passes all the same.
        assertThat(other.tryTake(MemoryBudget.ALWAYS)).isTrue();

        one.give(100 * MB);
        assertThat(other.take(100 * MB, Duration.ZERO)).isTrue();
        assertThat(other.isWaiting()).isFalse();
    }

    @Test
    void somethingLargerThanTheMostPassesWhenNothingElseIsHeld() {
        Share modest = budget.share(8 * MB);
        takeAll(modest);
        assertThat(modest.tryTake(20 * MB)).isFalse();

        modest.give(8 * MB);

        assertThat(modest.tryTake(20 * MB)).isTrue();
        assertThat(modest.tryTake(20 * MB)).isFalse();
    }

    @Test
    void whoWaitsIsWokenByWhoGives() throws Exception {
        Share one = share();
        takeAll(one);
        Share other = share();
        assertThat(other.tryTake(30 * MB)).isTrue();
        AtomicBoolean taken = new AtomicBoolean();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                taken.set(other.take(MB, PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(other::isWaiting);
        assertThat(taken).isFalse();

        one.close();

        waiting.join(PATIENCE);
        assertThat(taken).isTrue();
        assertThat(other.take(100 * MB, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void aClosedShareTakesNothingAndGivesNothingTwice() {
        Share closed = share();
        assertThat(closed.tryTake(10 * MB)).isTrue();
        closed.close();
        closed.give(10 * MB);
        closed.close();

        assertThat(budget.held()).isZero();
        assertThatThrownBy(() -> closed.tryTake(1)).isInstanceOf(IllegalStateException.class);
    }

    /** Each holds several things at a time, and waits for one more only while it gives back what it has, as streams do. */
    @Test
    void everybodyGetsOnWhateverTheyTake() throws Exception {
        long seed = new Random().nextLong();
        AtomicLong done = new AtomicLong();
        List<Thread> streams = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Random random = new Random(seed + i);
            streams.add(Thread.ofPlatform().start(() -> carry(random, done)));
        }
        for (Thread stream : streams) {
            assertThat(stream.join(PATIENCE)).as("seed %d", seed).isTrue();
        }
        assertThat(done).as("seed %d", seed).hasValue(12 * 500);
        assertThat(budget.held()).isZero();
    }

    private void carry(Random random, AtomicLong done) {
        try (Share share = budget.share(32 * MB)) {
            for (int i = 0; i < 500; i++) {
                long size = random.nextInt(20) == 0 ? random.nextLong(100 * MB) : random.nextLong(2 * MB);
                while (!share.take(size, Duration.ofMillis(1))) {
                    share.give(share.held());
                }
                done.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
