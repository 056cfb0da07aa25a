package io.dbstream.stream;

import static io.dbstream.stream.DatabaseType.MYSQL;
import static io.dbstream.stream.DatabaseType.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringsTest {
    @Test
    void theDsnOfTheProductDescriptionIsRead() {
        assertThat(mysql("mysql_user:passw0rd@tcp(0.0.0.0:3306)/Source?tls=true"))
                .isEqualTo(new ConnectionString(
                        "mysql_user", "passw0rd", "0.0.0.0", 3306, "Source", Map.of("tls", "true")));
    }

    @Test
    void theUrlOfTheProductDescriptionIsRead() {
        ConnectionString connection =
                postgres("postgres://postgres:postgres@localhost:5432/destination?sslmode=verify-ca"
                        + "&sslrootcert=../../config/postgresql/certs/ca.crt"
                        + "&sslkey=../../config/postgresql/certs/client.key"
                        + "&sslcert=../../config/postgresql/certs/client.crt");

        assertThat(connection)
                .isEqualTo(new ConnectionString(
                        "postgres",
                        "postgres",
                        "localhost",
                        5432,
                        "destination",
                        Map.of(
                                "sslmode", "verify-ca",
                                "sslrootcert", "../../config/postgresql/certs/ca.crt",
                                "sslkey", "../../config/postgresql/certs/client.key",
                                "sslcert", "../../config/postgresql/certs/client.crt")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root@tcp(db)/                  | root |            | db        | 3306 | ''",
                "@tcp(db)/shop                  | ''   |            | db        | 3306 | shop",
                "tcp(db:3307)/shop              | ''   |            | db        | 3307 | shop",
                "/                              | ''   |            | 127.0.0.1 | 3306 | ''",
                "u:p@/shop                      | u    | p          | 127.0.0.1 | 3306 | shop",
                "u:p@tcp/shop                   | u    | p          | 127.0.0.1 | 3306 | shop",
                "u:p@tcp([::1]:3307)/shop       | u    | p          | ::1       | 3307 | shop",
                "u:p@x:/y?z(1)/q%41@tcp(h:1)/d  | u    | p@x:/y?z(1)/q%41 | h   | 1    | d",
                "u:pa/ss@/d?tls=true            | u    | pa/ss      | 127.0.0.1 | 3306 | d",
                "u:a://b@tcp(h)/d               | u    | a://b      | h         | 3306 | d",
                "u:p@tcp(h)/a%2Fb               | u    | p          | h         | 3306 | a/b",
                "mysql://u:p%40%25@h/d          | u    | p@%        | h         | 3306 | d",
                "mariadb://u@h:3307             | u    |            | h         | 3307 | ''",
                "mysql://u:p%40@tcp(h:3307)/d   | u    | p%40       | h         | 3307 | d",
            })
    void mysqlFormsAreRead(String text, String user, String password, String host, int port, String database) {
        ConnectionString connection = mysql(text);

        assertThat(connection.user()).isEqualTo(user);
        assertThat(connection.password()).isEqualTo(password == null ? "" : password);
        assertThat(connection.host()).isEqualTo(host);
        assertThat(connection.port()).isEqualTo(port);
        assertThat(connection.database()).isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "postgresql://u:p@h/d                             | u  | p      | h         | 5432 | d",
                "postgres://u@                                    | u  |        | localhost | 5432 | u",
                "postgres://u:p%20%C3%A9@[::1]:5433/d%2F1         | u  | p é    | ::1       | 5433 | d/1",
                "postgres://u:p@q/r@h/d                           | u  | p@q/r  | h         | 5432 | d",
                "postgres:///d?host=h&port=6000&user=u&password=p | u  | p      | h         | 6000 | d",
                "host=h port=5433 dbname=d user=u password=p      | u  | p      | h         | 5433 | d",
                "user = 'u v'  password='it\\'s a \\\\ secret'    | u v | it's a \\ secret | localhost | 5432 | u v",
                "user=u password=a\\ b\\'c dbname=''              | u  | a b'c  | localhost | 5432 | u",
                "hostaddr=::1 user=u                              | u  |        | ::1       | 5432 | u",
            })
    void postgresFormsAreRead(String text, String user, String password, String host, int port, String database) {
        String unescaped = text.strip();
        ConnectionString connection = postgres(unescaped);

        assertThat(connection.user()).isEqualTo(user);
        assertThat(connection.password()).isEqualTo(password == null ? "" : password);
        assertThat(connection.host()).isEqualTo(host);
        assertThat(connection.port()).isEqualTo(port);
        assertThat(connection.database()).isEqualTo(database);
    }

    @Test
    void parametersAreDecodedAndTheirSlashesDoNotMisleadTheDsn() {
        assertThat(mysql("u:p@tcp(h)/d?tls=skip-verify&sslca=/etc/ca%20.pem&x=a@b/c")
                        .parameters())
                .isEqualTo(Map.of("tls", "skip-verify", "sslca", "/etc/ca .pem", "x", "a@b/c"));
        assertThat(postgres("host=h user=u sslmode=require application_name='my app'")
                        .parameters())
                .isEqualTo(Map.of("sslmode", "require", "application_name", "my app"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "u:secret@h",
                "u:secret@h:3306/d",
                "u:secret@tcp(h:port)/d",
                "u:secret@tcp(h:70000)/d",
                "u:secret@udp(h)/d",
                "u:secret@unix(/tmp/x.sock)/d",
                "u:secret@tcp(::1)/d",
                "u:secret@tcp(h)/d?tls",
                "mysql://u:secret%zz@h/d",
                "mysql://u:secret",
                "jdbc:mysql://h/d?user=u&password=secret",
                "postgres://u:secret@h/d",
                "host=h user=u password=secret"
            })
    void mysqlRefusesTheRestWithAnExampleAndWithoutThePassword(String text) {
        assertThatThrownBy(() -> mysql(text))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining("user:password@tcp(host:3306)/database")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "u:secret@tcp(h:3306)/d",
                "mysql://u:secret@h/d",
                "jdbc:postgresql://h/d?password=secret",
                "postgres://h/d?password=secret",
                "postgres://u:secret@h:port/d",
                "postgres://u:secret@h1,h2/d",
                "postgres://u:secret@%2Ftmp/d",
                "postgres://u:secret@h /d",
                "postgres://u:secret@h/d?sslmode",
                "postgres://u:secret%4@h/d",
                "host=/var/run user=u password=secret",
                "host=h user=u password=my secret",
                "host=h user=u password='secret",
                "host=h password=secret"
            })
    void postgresRefusesTheRestWithAnExampleAndWithoutThePassword(String text) {
        assertThatThrownBy(() -> postgres(text))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining("postgres://user:password@host:5432/database")
                .hasMessageNotContaining("secret");
    }

    @Test
    void theOtherTypesFormIsCalledByItsName() {
        assertThatThrownBy(() -> mysql("postgres://u:p@h/d")).hasMessageContaining("it is a PostgreSQL URL");
        assertThatThrownBy(() -> mysql("host=h user=u")).hasMessageContaining("it is PostgreSQL's keyword form");
        assertThatThrownBy(() -> postgres("mysql://u:p@h/d")).hasMessageContaining("it is a MySQL URL");
        assertThatThrownBy(() -> postgres("u:p@tcp(h)/d")).hasMessageContaining("it is a MySQL DSN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "u:secret@tcp(h:1)/d?tls=true                  | u:***@tcp(h:1)/d?tls=true",
                "u:se@c:r/e(t)/@tcp(h:1)/d?x=a@b               | u:***@tcp(h:1)/d?x=a@b",
                "u@tcp(h:1)/d                                  | u@tcp(h:1)/d",
                "tcp(h:1)/d                                    | tcp(h:1)/d",
                "u:${env:PW}@tcp(h:1)/d                        | u:${env:PW}@tcp(h:1)/d",
                "${env:U}:secret@tcp(h:1)/d                    | ${env:U}:***@tcp(h:1)/d",
                "${env:DSN}                                    | ${env:DSN}",
                "u:secret@h:3306/d                             | u:***@h:3306/d",
                "u:secret                                      | u:***",
                "postgres://u:secret@h:5432/d?sslmode=require  | postgres://u:***@h:5432/d?sslmode=require",
                "postgres://u:secret@h/d?x=a@b                 | postgres://u:***@h/d?x=a@b",
                "postgres://u:se/c@r?et@h/d                    | postgres://u:***@h/d",
                "postgres://h:5432/d?user=u&password=secret&sslpassword=s | postgres://h:5432/d?user=u&password=***&sslpassword=***",
                "postgres://u:secret                           | postgres://u:***",
                "postgres://[::1]:5432/d                       | postgres://[::1]:5432/d",
                "postgres://h/d                                | postgres://h/d",
                "mysql://u:se@c@tcp(h)/d                       | mysql://u:***@tcp(h)/d",
                "jdbc:mysql://h:3306/d?password=secret         | jdbc:mysql://h:3306/d?password=***",
                "host=h password=secret user=u                 | host=h password=*** user=u",
                "host=h password='my \\'secret' user=u         | host=h password=*** user=u",
                "host=h password = my secret user=u            | host=h password = *** user=u",
                "host=h password='my secret                    | host=h password=***",
            })
    void passwordsAreMaskedInEveryFormAndInMalformedOnes(String text, String masked) {
        assertThat(ConnectionStrings.mask(text.strip())).isEqualTo(masked);
    }

    @Test
    void environmentVariablesAreTakenAsTheyAreWhateverTheFormWouldMakeOfThem() {
        String password = "a@b:c/d?e%41 'f\\g";
        Map<String, String> environment = Map.of("PW", password, "HOST", "db:3307", "DSN", "u:p@tcp(h)/d");

        assertThat(mysql(resolve("u:${env:PW}@tcp(${env:HOST})/d", environment)))
                .isEqualTo(new ConnectionString("u", password, "db", 3307, "d", Map.of()));
        assertThat(mysql(resolve("mysql://u:${env:PW}@${env:HOST}/d?x=${env:PW}", environment)))
                .isEqualTo(new ConnectionString("u", password, "db", 3307, "d", Map.of("x", password)));
        assertThat(postgres(resolve("host=h user=u password=${env:PW} x='${env:PW}'", environment)))
                .isEqualTo(new ConnectionString("u", password, "h", 5432, "u", Map.of("x", password)));
        assertThat(resolve("${env:DSN}", environment)).isEqualTo("u:p@tcp(h)/d");
        assertThat(resolve("no references", environment)).isEqualTo("no references");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> resolve("u:${env:MYSQL_PASSWORD}@tcp(h)/d", Map.of()))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("no environment variable MYSQL_PASSWORD");
        assertThatThrownBy(() -> resolve("u:${env:MYSQL PASSWORD}@tcp(h)/d", Map.of()))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("${env:NAME}");
    }

    private static ConnectionString mysql(String text) {
        return ConnectionStrings.parse(MYSQL, text);
    }

    private static ConnectionString postgres(String text) {
        return ConnectionStrings.parse(POSTGRESQL, text);
    }

    private static String resolve(String text, Map<String, String> environment) {
        return ConnectionStrings.resolve(text, environment::get);
    }
}
