package io.dbstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SharedServersIT {
    @Test
    void startsEachServerOnce() {
        assertThat(SharedServers.mariadb()).isSameAs(SharedServers.mariadb());
        assertThat(SharedServers.postgres()).isSameAs(SharedServers.postgres());
        assertThat(SharedServers.nats()).isSameAs(SharedServers.nats());
    }

    @Test
    void makesADatabaseForEachTest() throws SQLException {
        var mariadb = SharedServers.mariadb();
        var mysql = SharedServers.mysql();
        var postgres = SharedServers.postgres();
        String first = SharedServers.freshDatabase(mariadb);
        assertThat(SharedServers.freshDatabase(mariadb)).isNotEqualTo(first);
        try (Connection atMariadb = mariadb.connect(first);
                Connection atMysql = mysql.connect(SharedServers.freshDatabase(mysql));
                Connection atPostgres = postgres.connect(SharedServers.freshDatabase(postgres))) {
            assertThat(atMariadb.isValid(1)).isTrue();
            assertThat(atMysql.isValid(1)).isTrue();
            assertThat(atPostgres.isValid(1)).isTrue();
        }
    }
}
