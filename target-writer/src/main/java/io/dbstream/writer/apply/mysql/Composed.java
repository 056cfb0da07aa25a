package io.dbstream.writer.apply.mysql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that only an expression makes at the server. It takes the place of its question mark in a statement for a single row.
 *
 * @param sql the expression, with a question mark for each of the values
 */
record Composed(String sql, List<@Nullable Object> values) {
    /** The statement with the expressions of those of its values that are composed, and with all values that it then takes. */
    static Composed statement(String sql, List<@Nullable Object> values) {
        StringBuilder text = new StringBuilder(sql.length());
        List<@Nullable Object> all = new ArrayList<>();
        char quote = 0;
        int next = 0;
        for (int at = 0; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '?' && quote == 0) {
                Object value = values.get(next++);
                if (value instanceof Composed composed) {
                    text.append(composed.sql);
                    all.addAll(composed.values);
                    continue;
                }
                all.add(value);
            } else if (quote == 0 && (c == '`' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                // A quote within quotes stands twice, and so ends and begins them.
                quote = 0;
            }
            text.append(c);
        }
        return new Composed(text.toString(), all);
    }
}
