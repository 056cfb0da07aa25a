package io.dbstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|public",
                "?sslmode=disable|public",
                "?search_path=sales|sales",
                "?search_path=sales,public|sales",
                "?search_path=Sales|sales",
                "?search_path=%22My%20Sales%22,public|My Sales",
                "?search_path=%22a%22%22b%22|a\"b",
                "?search_path=%22$user%22,sales|sales",
                "?search_path=$user|public",
                "?search_path=|public",
                "?options=-c%20search_path=sales|sales",
                "?options=-csearch_path=sales,public%20-c%20work_mem=1MB|sales",
                "?options=--search_path=%22My%5C%20Sales%22|My Sales",
                "?options=-c%20search_path=a%20-c%20search_path=b|b",
                "?options=-c%20work_mem=1MB|public",
                "?options=-c%20search_path=a&search_path=b|b",
            })
    void tablesOfPostgresqlLiveInTheFirstSchemaOfTheConnectionsSearchPath(String parameters, String schema) {
        ConnectionString connection =
                ConnectionStrings.parse(DatabaseType.POSTGRESQL, "postgres://u:p@h/d" + parameters);

        assertThat(DatabaseType.POSTGRESQL.defaultNamespace(connection)).isEqualTo(schema);
    }

    @ParameterizedTest
    @CsvSource({"u:p@tcp(h)/Shop,Shop", "u:p@tcp(h)/,''"})
    void tablesOfMysqlLiveInTheConnectionsDatabase(String connection, String database) {
        assertThat(DatabaseType.MYSQL.defaultNamespace(ConnectionStrings.parse(DatabaseType.MYSQL, connection)))
                .isEqualTo(database);
    }
}
