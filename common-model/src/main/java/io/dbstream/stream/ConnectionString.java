package io.dbstream.stream;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How to reach a database, taken apart from any of the accepted forms.
 *
 * @param database empty when the string names none
 * @param parameters the rest, by the names the form uses ({@code tls}, {@code sslmode}, …)
 */
public record ConnectionString(
        String user, String password, String host, int port, String database, Map<String, String> parameters) {
    private static final String THIS_MACHINE = "localhost";
    private static final Set<String> NAMES_OF_THIS_MACHINE =
            Set.of(THIS_MACHINE, "0.0.0.0", "::", "::1", "0:0:0:0:0:0:0:1");

    public ConnectionString {
        parameters = Map.copyOf(parameters);
    }

    /** Whether both surely lead to one server; a server may have further names, which this does not know. */
    public boolean leadsToServerOf(ConnectionString other) {
        return place().equals(other.place()) && port == other.port;
    }

    private String place() {
        String name = host.toLowerCase(Locale.ROOT);
        return NAMES_OF_THIS_MACHINE.contains(name) || name.startsWith("127.") ? THIS_MACHINE : name;
    }

    /** Without user and password, fit for messages. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
