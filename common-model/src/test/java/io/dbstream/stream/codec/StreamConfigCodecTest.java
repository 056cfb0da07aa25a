package io.dbstream.stream.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Operation;
import io.dbstream.stream.QualifiedName;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamConfig.Limits;
import io.dbstream.stream.TableFilter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamConfigCodecTest {
    /** The configuration of the product description, to the letter. */
    private static final String EXAMPLE = """
            {
              "source": {
                "type": "mysql",
                "connection": "mysql_user:passw0rd@tcp(0.0.0.0:3306)/Source?tls=true",
                "settings": {
                  "sslCA": "../../config/mysql/client-ssl/ca.pem",
                  "sslCert": "../../config/mysql/client-ssl/client-cert.pem",
                  "sslKey": "../../config/mysql/client-ssl/client-key.pem"
                },
                "filter": {
                  "tables": [
                    { "name": "products1", "operations": ["insert", "update", "delete"] },
                    { "name": "products2", "operations": ["insert", "update", "delete"] },
                    { "name": "products3", "operations": ["insert", "update", "delete"] }
                  ]
                }
              },
              "target": {
                "type": "postgresql",
                "connection": "postgres://postgres:postgres@localhost:5432/destination?sslmode=verify-ca&sslrootcert=../../config/postgresql/certs/ca.crt&sslkey=../../config/postgresql/certs/client.key&sslcert=../../config/postgresql/certs/client.crt"
              },
              "limits": {
                "events": 10000,
                "time": 600
              }
            }
            """;

    private static final String SMALL = """
            {"source": {"type": "mysql", "connection": "u:s3cret@tcp(h)/d"%s},
             "target": {"type": "postgresql", "connection": "postgres://u:s3cret@h/d"%s}%s}
            """;

    @Test
    void theExampleOfTheProductDescriptionIsRead() {
        StreamConfig config = read(EXAMPLE);

        assertThat(config.source().type()).isEqualTo(DatabaseType.MYSQL);
        assertThat(config.source().connection()).startsWith("mysql_user:passw0rd@tcp");
        assertThat(config.source().settings())
                .containsEntry("sslCA", "../../config/mysql/client-ssl/ca.pem")
                .hasSize(3);
        assertThat(config.source().tables())
                .isEqualTo(List.of(
                        new TableFilter("products1", EnumSet.allOf(Operation.class)),
                        new TableFilter("products2", EnumSet.allOf(Operation.class)),
                        new TableFilter("products3", EnumSet.allOf(Operation.class))));
        assertThat(config.source().initialLoad()).isFalse();
        assertThat(config.target().type()).isEqualTo(DatabaseType.POSTGRESQL);
        assertThat(config.limits()).isEqualTo(new Limits(10000, Duration.ofMinutes(10)));
    }

    @Test
    void whatIsWrittenIsTheExampleAgain() {
        assertThat(StreamConfigCodec.toJson(read(EXAMPLE)))
                .hasToString(Json.read(EXAMPLE.getBytes(UTF_8)).toString());
    }

    @Test
    void theMaskedConfigurationHidesPasswordsOnly() {
        String masked = StreamConfigCodec.toJson(read(EXAMPLE).masked()).toString();

        assertThat(masked)
                .contains("mysql_user:***@tcp(0.0.0.0:3306)/Source?tls=true")
                .contains("postgres://postgres:***@localhost:5432/destination?sslmode=verify-ca")
                .doesNotContain("passw0rd");
    }

    @Test
    void whatIsLeftOutMeansAllTablesAllOperationsAndNoLimits() {
        StreamConfig config = read(SMALL.formatted("", "", ""));

        assertThat(config.source().tables()).isEmpty();
        assertThat(config.limits()).isEqualTo(Limits.NONE);
        assertThat(read(SMALL.formatted(", \"filter\": {\"tables\": []}", "", ", \"limits\": null")))
                .isEqualTo(config);
        assertThat(read(SMALL.formatted(", \"filter\": {\"tables\": [{\"name\": \"a.b\"}]}", "", ""))
                        .source()
                        .tables())
                .isEqualTo(List.of(new TableFilter("a.b", EnumSet.allOf(Operation.class))));
        assertThat(read(SMALL.formatted(
                                ", \"filter\": {\"tables\": [{\"name\": \"t\", \"operations\": [\"DELETE\"]}]}",
                                "",
                                ""))
                        .source()
                        .tables())
                .isEqualTo(List.of(new TableFilter("t", Set.of(Operation.DELETE))));
    }

    @Test
    void tablesMayBeRenamedAndNamesQuoted() {
        String filter = """
                , "filter": {"tables": [
                    {"name": "orders", "target": "sales.orders"},
                    {"name": "public.\\"my.table\\"", "operations": ["insert"], "target": "`a b`"},
                    {"name": "public.plain"}
                ]}
                """;
        StreamConfig config = read(SMALL.formatted(filter, "", ""));

        assertThat(config.source().tables())
                .isEqualTo(List.of(
                        new TableFilter(
                                new QualifiedName("", "orders"),
                                EnumSet.allOf(Operation.class),
                                new QualifiedName("sales", "orders")),
                        new TableFilter(
                                new QualifiedName("public", "my.table"),
                                Set.of(Operation.INSERT),
                                new QualifiedName("", "a b")),
                        new TableFilter("public.plain", EnumSet.allOf(Operation.class))));
        assertThat(StreamConfigCodec.toJson(config).at("/source/filter/tables"))
                .hasToString(Json.read("""
                        [{"name": "orders", "operations": ["insert", "update", "delete"], "target": "sales.orders"},
                         {"name": "public.\\"my.table\\"", "operations": ["insert"], "target": "a b"},
                         {"name": "public.plain", "operations": ["insert", "update", "delete"]}]
                        """.getBytes(UTF_8)).toString());
        assertThat(read(StreamConfigCodec.toJson(config).toString())).isEqualTo(config);
    }

    @Test
    void limitsHaveOtherNamesAndFractionsOfSeconds() {
        assertThat(read(SMALL.formatted("", "", ", \"limits\": {\"numberOfEvents\": 5, \"elapsedTime\": 0.25}"))
                        .limits())
                .isEqualTo(new Limits(5, Duration.ofMillis(250)));
    }

    @Test
    void settingsOfEveryScalarTypeBecomeTexts() {
        assertThat(read(SMALL.formatted(", \"settings\": {\"a\": \"x\", \"b\": 5, \"c\": true, \"d\": null}", "", ""))
                        .source()
                        .settings())
                .containsEntry("a", "x")
                .containsEntry("b", "5")
                .containsEntry("c", "true")
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|The configuration must be an object, but it is an array",
                "{}|source is missing",
                "~~|The JSON is empty",
                "{\"source\": 1, \"target\": {}}|source must be an object, but it is the number 1",
                "{\"source\": {}, \"target\": {}}|source.type is missing",
                "{\"source\": {\"type\": \"oracle\"}, \"target\": {}}|source.type must be mysql (also for MariaDB) or"
                        + " postgresql (also for CockroachDB), not oracle",
                "{\"source\": {\"type\": \"mysql\"}, \"target\": {}}|source.connection is missing",
                "{\"source\": {\"type\": \"mysql\", \"connection\": 5}, \"target\": {}}|source.connection must be a"
                        + " string, but it is the number 5",
                "{\"source\": {\"type\": \"mysql\", \"connection\": \" \"}, \"target\": {}}|source.connection is empty",
            })
    void wrongConfigurationsAreRefusedByPath(String json, String message) {
        assertRefused(json == null ? "" : json, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"tables\": []|Unknown key source.tables; known here: type, connection, settings, filter, initialLoad",
                "\"conection\": 1|Unknown key source.conection (did you mean connection?); known here:",
                "\"filter\": {\"tablez\": []}|Unknown key source.filter.tablez (did you mean tables?); known here: tables",
                "\"filter\": {\"tables\": {}}|source.filter.tables must be an array, but it is an object",
                "\"filter\": {\"tables\": [\"a\"]}|source.filter.tables[0] must be an object, but it is a string",
                "\"filter\": {\"tables\": [{}]}|source.filter.tables[0].name is missing",
                "\"filter\": {\"tables\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}|source.filter.tables[1].name is a, which"
                        + " stands in the filter already",
                "\"filter\": {\"tables\": [{\"name\": \"s.a\"}, {\"name\": \"`s`.a\"}]}|source.filter.tables[1].name is s.a,"
                        + " which stands in the filter already",
                "\"filter\": {\"tables\": [{\"name\": \"a.b.c\"}]}|source.filter.tables[0].name has more than one dot",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"target\": \"s.\"}]}"
                        + "|source.filter.tables[0].target has an empty part",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"target\": 1}]}"
                        + "|source.filter.tables[0].target must be a string, but it is the number 1",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"targt\": \"b\"}]}"
                        + "|Unknown key source.filter.tables[0].targt (did you mean target?)",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"op\": 1}]}|Unknown key source.filter.tables[0].op",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"operations\": [\"merge\"]}]}"
                        + "|source.filter.tables[0].operations[0] must be insert, update or delete, not merge",
                "\"filter\": {\"tables\": [{\"name\": \"a\", \"operations\": [1]}]}"
                        + "|source.filter.tables[0].operations[0] must be a string, but it is the number 1",
                "\"settings\": {\"a\": []}|source.settings.a must be a string, a number, true or false, but it is an array",
                "\"initialLoad\": \"yes\"|source.initialLoad must be true or false, but it is a string",
                "\"initialLoad\": true|source.initialLoad is not supported by this version yet",
            })
    void wrongSourcesAreRefusedByPath(String addition, String message) {
        assertRefused(SMALL.formatted(", " + addition, "", ""), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"limits\": {\"events\": -1}|limits.events must be a whole number that is not negative, but it is the number -1",
                "\"limits\": {\"events\": 1.5}|limits.events must be a whole number that is not negative, but it is the number 1.5",
                "\"limits\": {\"events\": \"5\"}|limits.events must be a whole number that is not negative, but it is a string",
                "\"limits\": {\"time\": -1}|limits.time must be a number that is not negative, but it is the number -1",
                "\"limits\": {\"time\": 1e30}|limits.time is more seconds than there will be",
                "\"limits\": {\"time\": 1, \"elapsedTime\": 1}|limits.time and limits.elapsedTime are two names of one limit",
                "\"limits\": {\"event\": 1}|Unknown key limits.event (did you mean events?)",
                "\"limit\": {}|Unknown key limit (did you mean limits?)",
            })
    void wrongLimitsAreRefusedByPath(String addition, String message) {
        assertRefused(SMALL.formatted("", "", ", " + addition), message);
    }

    @Test
    void wrongConnectionStringsAreRefusedByPath() {
        String json = SMALL.formatted("", "", "");
        assertRefused(
                json.replace("u:s3cret@tcp(h)/d", "postgres://u:s3cret@h/d"),
                "source.connection: The connection string cannot be read: it is a PostgreSQL URL");
        assertRefused(
                json.replace("postgres://u:s3cret@h/d", "postgres://u:s3cret@h:x/d"),
                "target.connection: The connection string cannot be read: the port");
    }

    @Test
    void aConnectionWithReferencesIsLeftToTheWorkers() {
        assertThat(read(SMALL.formatted("", "", "").replace("u:s3cret@tcp(h)/d", "${env:SOURCE}"))
                        .source()
                        .connection())
                .isEqualTo("${env:SOURCE}");
    }

    @Test
    void malformedJsonIsRefusedByLineAndColumn() {
        assertRefused("{\n  \"source\": {,\n", "The JSON is malformed at line 2, column 14: Unexpected character (','");
        assertRefused("{\"source\": {}} x", "The JSON is malformed at line 1, column");
        assertRefused(SMALL.formatted(", \"type\": \"mysql\"", "", ""), "Duplicate Object property \"type\"");
        assertRefused("{\"source\": s3cret", "The JSON is malformed at line 1, column");
        assertRefused("{\"source\": \"s3cret", "The JSON is malformed at line 1, column");
        assertRefused("{\"source\": {} {\"s3cret\"", "The JSON is malformed at line 1, column");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining(message)
                .hasMessageNotContaining("s3cret");
    }

    private static StreamConfig read(String json) {
        return StreamConfigCodec.read(json.getBytes(UTF_8));
    }
}
