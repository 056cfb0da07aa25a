package io.dbstream.stream.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import io.dbstream.stream.LetterRequest.Action;
import io.dbstream.stream.LetterRequests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Test
    void lettersAndOutcomesComeBackAsTheyWere() {
        DeadLetters letters = new DeadLetters(
                7,
                9,
                List.of(new DeadLetter(4711, "shop.orders", ErrorKind.UNREPRESENTABLE, "too \"long\"", 3, NOW)),
                List.of(new LetterOutcome(5, 1, 2, 3)));

        assertThat(LetterCodec.readLetters(LetterCodec.write(letters))).isEqualTo(letters);
        assertThat(LetterCodec.readLetters(LetterCodec.write(DeadLetters.NONE))).isEqualTo(DeadLetters.NONE);
    }

    @Test
    void requestsComeBackAsTheyWere() {
        LetterRequests requests =
                LetterRequests.NONE.with(Action.RETRY, null, NOW).with(Action.SKIP, 4711L, NOW);

        assertThat(LetterCodec.readRequests(LetterCodec.write(requests))).isEqualTo(requests);
    }

    @Test
    void aLaterRequestHasAHigherNumberAlsoWhenTheFormerOnesAreLost() {
        LetterRequests first = LetterRequests.NONE.with(Action.RETRY, null, NOW).with(Action.RETRY, null, NOW);
        LetterRequests anew = LetterRequests.NONE.with(Action.SKIP, null, NOW.plusSeconds(1));

        assertThat(first.open())
                .extracting(LetterRequest::number)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(anew.last()).isGreaterThan(first.last());
        assertThat(first.behind(first.open().getFirst().number()).open())
                .containsExactly(first.open().getLast());
    }

    @Test
    void whatIsNoneOfItIsRefused() {
        assertThatThrownBy(() -> LetterCodec.readRequests("{\"open\": [{\"number\": 1}]}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL));
    }
}
