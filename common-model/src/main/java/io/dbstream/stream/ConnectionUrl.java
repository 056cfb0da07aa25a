package io.dbstream.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * URLs as libpq reads them: {@code scheme://[user[:password]@][host][:port][/database][?name=value&…]}, percent-encoded. Parameters
 * may also be {@code user}, {@code password}, {@code host}, {@code port} and {@code dbname}, which then count.
 */
final class ConnectionUrl {
    private ConnectionUrl() {}

    static ConnectionString parse(DatabaseType type, String connection) {
        String rest = connection.substring(connection.indexOf("://") + 3);
        int query = rest.indexOf('?');
        Map<String, String> parameters =
                new LinkedHashMap<>(query < 0 ? Map.of() : PercentCoding.parameters(type, rest.substring(query + 1)));
        String location = query < 0 ? rest : rest.substring(0, query);

        // A password with an unescaped @ or / is not quite a URL, but means only one thing.
        int at = location.lastIndexOf('@');
        String login = at < 0 ? "" : location.substring(0, at);
        String place = location.substring(at + 1);
        int slash = place.indexOf('/');
        int colon = login.indexOf(':');
        String address = PercentCoding.decode(type, slash < 0 ? place : place.substring(0, slash));

        Parts parts = new Parts(type, parameters);
        parts.set("user", colon < 0 ? login : login.substring(0, colon));
        parts.set("password", colon < 0 ? "" : login.substring(colon + 1));
        parts.set("dbname", slash < 0 ? "" : place.substring(slash + 1));
        return parts.assemble(HostAndPort.parse(type, address, "localhost"));
    }

    /** What libpq calls by name, whether it stands in the URL's own places or behind the question mark. */
    record Parts(DatabaseType type, Map<String, String> parameters) {
        private void set(String name, String encoded) {
            parameters.putIfAbsent(name, PercentCoding.decode(type, encoded));
        }

        ConnectionString assemble(HostAndPort address) {
            String host = take("host", take("hostaddr", address.host()));
            String port = take("port", Integer.toString(address.port()));
            String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
            HostAndPort where = HostAndPort.parse(type, bracketed, "localhost");
            String user = take("user", "");
            String password = take("password", "");
            String database = take("dbname", "");
            if (type == DatabaseType.POSTGRESQL && user.isEmpty()) {
                throw ConnectionStrings.malformed(type, "it names no user");
            }
            return new ConnectionString(
                    user,
                    password,
                    where.host(),
                    ConnectionStrings.port(type, port),
                    // As in libpq: the database is named like the user unless told otherwise.
                    type == DatabaseType.POSTGRESQL && database.isEmpty() ? user : database,
                    parameters);
        }

        private String take(String name, String otherwise) {
            @Nullable String value = parameters.remove(name);
            return value == null || value.isEmpty() ? otherwise : value;
        }
    }
}
