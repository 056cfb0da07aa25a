package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {
    private static final String A = "00000000-0000-0001-0000-000000000002";
    private static final String B = "ffffffff-0000-0000-0000-00000000000b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql-gtid:uuid:" + A + ":1-5:7:9-11," + B + ":1",
                "mysql-gtid:uuid:binlog.000001@1732282362:157:" + A + ":1-5:7:9-11," + B + ":1",
                "mysql-gtid:uuid:binlog.000001@1732282362:157:",
                "mysql-file:uuid:binlog.000001@1732282362:157",
                "mysql-file:uuid:bin@log.000001@1732282362:157",
                "mariadb-gtid:1:binlog.000001@1732282362:330:0-1-5,7-2-9",
                "mysql-gtid:uuid:",
                "mysql-file:uuid:binlog.000001:157",
                "mariadb-gtid:1:binlog.000001:330:0-1-5,7-2-9",
                "mariadb-gtid:1:binlog.000001:330:",
            })
    void aCoordinateComesBackAsItWas(String coordinate) {
        assertThat(LogPosition.parse(coordinate).text()).isEqualTo(coordinate);
    }

    @Test
    void aCoordinateOfSomethingElseIsLost() {
        assertThatThrownBy(() -> LogPosition.parse("0/16B3748"))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.POSITION_LOST));
    }

    @Test
    void onlyWhatIsCommittedMovesAPosition() {
        LogPosition position = LogPosition.parse("mysql-gtid:uuid:" + A + ":1-5");
        position.begins(1, 2, 6);
        assertThat(position.text()).isEqualTo("mysql-gtid:uuid:" + A + ":1-5");

        position.commit(new LogPlace("other", "binlog.000001", 17, 200));

        assertThat(position.text()).isEqualTo("mysql-gtid:other:binlog.000001@17:200:" + A + ":1-6");
        position.commit(new LogPlace("other", "binlog.000001", 17, 300));
        assertThat(position.text()).isEqualTo("mysql-gtid:other:binlog.000001@17:300:" + A + ":1-6");
    }

    @Test
    void mariaDbKeepsTheLastTransactionOfEachDomain() {
        LogPosition position = LogPosition.parse("mariadb-gtid:1:binlog.000001:330:0-1-5,7-2-9");
        position.beginsInDomain(0, 3, 6);
        position.commit(new LogPlace("1", "binlog.000002", 17, 400));
        position.beginsInDomain(11, 1, 1);
        position.commit(new LogPlace("1", "binlog.000002", 17, 500));

        assertThat(position.text()).isEqualTo("mariadb-gtid:1:binlog.000002@17:500:0-3-6,7-2-9,11-1-1");
    }

    @Test
    void aSetOfNumbersAddedInAnyOrderJoins() {
        long seed = System.nanoTime();
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= 1000; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(seed));
        GtidSet set = GtidSet.parse(B + ":1");
        for (long number : numbers) {
            set.add(1, 2, number);
            set.add(1, 2, number);
        }

        assertThat(set).as("seed " + seed).hasToString(A + ":1-1000," + B + ":1");
    }

    @Test
    void theServersLineBreaksAndCaseAreUnderstood() {
        assertThat(GtidSet.parse(B.toUpperCase(Locale.ROOT) + ":3:1,\n" + A + ":1-5"))
                .hasToString(A + ":1-5," + B + ":1:3");
    }

    @Test
    void taggedTransactionsAreRefused() {
        assertThatThrownBy(() -> GtidSet.parse(A + ":1-5:backup:1"))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("tagged");
    }
}
