package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final Duration LIFE = Duration.ofSeconds(6);
    private static final Timing.Sharing SHARING =
            new Timing.Sharing(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(10), 5);

    private final Roster roster = new Roster(Side.SOURCE, LIFE);
    private final Shares shares = new Shares("me", roster, SHARING, 0);
    private long now;

    @Test
    void aloneItTakesEverything() {
        comes("me");

        assertThat(taken(streams("s", 50))).hasSize(50);
    }

    @Test
    void beforeItKnowsTheOthersItWaitsForAMoment() {
        assertThat(shares.take(stream("s1"), now)).isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(shares.take(stream("s1"), now)).isTrue();
    }

    @Test
    void itTakesNothingThatAnotherHas() {
        comes("me");
        comes("other");
        has("other", stream("s1"));

        assertThat(shares.take(stream("s1"), now)).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(shares.take(stream("s1"), now)).isFalse();
    }

    @Test
    void whatWasNotRenewedForAsLongAsALeaseLivesIsFree() {
        comes("me");
        comes("dead");
        has("dead", stream("s1"));
        pass(LIFE.plusMillis(1));
        comes("me");

        assertThat(shares.take(stream("s1"), now)).isTrue();
    }

    @Test
    void itLeavesTheOthersTheirShareForAMomentAndThenTakesWhatNobodyTook() {
        comes("me");
        comes("other");
        List<String> all = streams("s", 10);

        assertThat(taken(all)).hasSize(5);
        pass(Duration.ofSeconds(1));
        assertThat(taken(all)).hasSize(5);
    }

    @Test
    void whatIsSurplusGoesAFewAtATimeOnceItHasBeenSoForAMoment() {
        comes("me");
        taken(streams("s", 50));
        assertThat(shares.surplus(now)).isEmpty();

        comes("newcomer");
        assertThat(shares.surplus(now)).isEmpty();
        pass(Duration.ofSeconds(1));
        List<String> first = shares.surplus(now);
        List<String> second = shares.surplus(now);

        assertThat(first).hasSize(5).doesNotContainAnyElementsOf(second).doesNotContain(stream("s0"));
        assertThat(second).hasSize(5);
    }

    @Test
    void inTheEndItHasHalf() {
        comes("me");
        taken(streams("s", 50));
        comes("newcomer");
        List<String> gone = new ArrayList<>();
        for (int beat = 0; beat < 20; beat++) {
            pass(Duration.ofMillis(500));
            for (String given : shares.surplus(now)) {
                shares.gaveBack(given);
                has("newcomer", given);
                gone.add(given);
            }
        }

        assertThat(gone).hasSize(25);
    }

    @Test
    void ofTwoThatHaveAsManyOneGivesToAThird() {
        comes("me");
        taken(streams("s", 2));
        comes("another");
        comes("third");
        has("another", stream("a1"));
        has("another", stream("a2"));
        assertThat(shares.surplus(now)).isEmpty();

        pass(Duration.ofSeconds(1));
        // The other, whose name comes first, keeps what is left over.
        assertThat(shares.surplus(now)).hasSize(1);
    }

    @Test
    void afterItTookWhatNobodyElseTookItGivesNothingAwayForAWhile() {
        comes("me");
        comes("sleeper");
        List<String> all = streams("s", 4);
        assertThat(taken(all)).hasSize(2);
        pass(Duration.ofSeconds(1));
        assertThat(taken(all)).hasSize(2);

        pass(Duration.ofSeconds(2));
        assertThat(shares.surplus(now)).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(shares.surplus(now)).isEmpty();
    }

    /** Tries to take these, as their runners do, and has those that it may. */
    private List<String> taken(List<String> streams) {
        List<String> taken = streams.stream()
                .filter(each -> !"me".equals(roster.holders(now).get(each)))
                .filter(each -> shares.take(each, now))
                .toList();
        taken.forEach(each -> has("me", each));
        return taken;
    }

    private void comes(String worker) {
        roster.hear(Keys.worker(worker, Side.SOURCE), worker, now);
    }

    private void has(String worker, String lease) {
        roster.hear(lease, worker, now);
    }

    /** Everybody who is there renews what they have, unless it is already over. */
    private void pass(Duration time) {
        now += time.toNanos();
        if (time.compareTo(LIFE) < 0) {
            roster.holders(now).forEach((lease, worker) -> roster.hear(lease, worker, now));
            roster.workers(now).forEach(this::comes);
        }
    }

    private static List<String> streams(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> stream(prefix + i)).toList();
    }

    private static String stream(String id) {
        return Keys.lease(id, Side.SOURCE);
    }
}
