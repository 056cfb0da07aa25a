package io.dbstream.stream;

import static io.dbstream.stream.DatabaseType.MYSQL;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The DSN of go-sql-driver/mysql: {@code [user[:password]@][protocol[(address)]]/database[?name=value&…]}. User and password stand
 * as they are, whatever characters they have: the last {@code @} before the address ends them.
 */
final class GoDsn {
    private static final Pattern WITH_ADDRESS =
            Pattern.compile("(?:(?<login>.*)@)?(?<protocol>\\w+)\\((?<address>[^()]*)\\)/(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern WITHOUT_ADDRESS =
            Pattern.compile("(?:(?<login>.*)@)?(?<protocol>[^@/]*)/(?<rest>[^/?]*(?:\\?.*)?)", Pattern.DOTALL);

    private GoDsn() {}

    static boolean looksLike(String connection) {
        return WITH_ADDRESS.matcher(connection).matches();
    }

    static ConnectionString parse(String connection) {
        Matcher matcher = WITH_ADDRESS.matcher(connection);
        if (matcher.matches()) {
            checkProtocol(matcher.group("protocol"));
            return assemble(matcher, matcher.group("address"));
        }
        matcher = WITHOUT_ADDRESS.matcher(connection);
        if (!matcher.matches()) {
            throw ConnectionStrings.malformed(
                    MYSQL,
                    connection.indexOf('/') < 0
                            ? "the / before the database is missing"
                            : "the address is not of the form tcp(host:port)");
        }
        if (!matcher.group("protocol").isEmpty()) {
            checkProtocol(matcher.group("protocol"));
        }
        return assemble(matcher, "");
    }

    private static void checkProtocol(String protocol) {
        switch (protocol) {
            case "tcp", "tcp4", "tcp6" -> {}
            case "unix" ->
                throw ConnectionStrings.malformed(MYSQL, "Unix sockets are not supported: use tcp(host:port)");
            default -> throw ConnectionStrings.malformed(MYSQL, "the address is not of the form tcp(host:port)");
        }
    }

    private static ConnectionString assemble(Matcher dsn, String address) {
        String login = dsn.group("login") == null ? "" : dsn.group("login");
        int colon = login.indexOf(':');
        String rest = dsn.group("rest");
        int query = rest.indexOf('?');
        Map<String, String> parameters =
                query < 0 ? Map.of() : PercentCoding.parameters(MYSQL, rest.substring(query + 1));
        HostAndPort hostAndPort = HostAndPort.parse(MYSQL, address, "127.0.0.1");
        return new ConnectionString(
                colon < 0 ? login : login.substring(0, colon),
                colon < 0 ? "" : login.substring(colon + 1),
                hostAndPort.host(),
                hostAndPort.port(),
                PercentCoding.decode(MYSQL, query < 0 ? rest : rest.substring(0, query)),
                parameters);
    }
}
