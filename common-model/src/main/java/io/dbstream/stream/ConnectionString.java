package io.dbstream.stream;

import java.util.Map;

/**
 * How to reach a database, taken apart from any of the accepted forms.
 *
 * @param database empty when the string names none
 * @param parameters the rest, by the names the form uses ({@code tls}, {@code sslmode}, …)
 */
public record ConnectionString(
        String user, String password, String host, int port, String database, Map<String, String> parameters) {
    public ConnectionString {
        parameters = Map.copyOf(parameters);
    }

    /** Without user and password, fit for messages. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
