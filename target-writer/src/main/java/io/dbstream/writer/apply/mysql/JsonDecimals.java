package io.dbstream.writer.apply.mysql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the digits of a document that MySQL printed: read as text, a DECIMAL in it would become a double. Each of them is put in its
 * place once more, as the DECIMAL that it was.
 */
final class JsonDecimals {
    /** Makes a document itself of its text where the text says all of it, else a {@link Composed}. */
    static final Conversion.Step KEPT = new Conversion.Step() {
        @Override
        public Object apply(Object value) {
            String document = (String) value;
            return JsonNumbers.survive(document, true) ? document : new JsonDecimals(document).composed();
        }

        @Override
        public boolean composes() {
            return true;
        }
    };

    private final String document;
    private final StringBuilder sql = new StringBuilder("JSON_SET(CAST(? AS JSON)");
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Deque<Place> places = new ArrayDeque<>();
    private int at;

    private JsonDecimals(String document) {
        this.document = document;
        values.add(document);
    }

    private Composed composed() {
        while (at < document.length()) {
            char c = document.charAt(at);
            switch (c) {
                case '{', '[' -> {
                    places.addLast(new Place(c == '['));
                    at++;
                }
                case '}', ']' -> {
                    places.removeLast();
                    at++;
                }
                case ',' -> {
                    places.getLast().next();
                    at++;
                }
                case '"' -> string();
                default -> {
                    if (JsonNumbers.begins(c)) {
                        number();
                    } else {
                        at++;
                    }
                }
            }
        }
        return new Composed(sql.append(')').toString(), values);
    }

    /** A name when it stands where one has to stand, else a value. */
    private void string() {
        int end = JsonNumbers.behindString(document, at + 1);
        if (!places.isEmpty()) {
            places.getLast().named(document.substring(at, end));
        }
        at = end;
    }

    private void number() {
        int end = JsonNumbers.behindNumber(document, at + 1);
        if (!JsonNumbers.survives(document, at, end, true)) {
            String digits = document.substring(at, end);
            int point = digits.indexOf('.');
            int scale = point < 0 ? 0 : digits.length() - point - 1;
            sql.append(", ?, CAST(? AS DECIMAL(")
                    .append(MySqlTypes.MOST_PRECISION)
                    .append(',')
                    .append(scale)
                    .append("))");
            values.add(path());
            values.add(digits);
        }
        at = end;
    }

    /** The way to the value, names in their quotes as the document has them: {@code $."a b"[3]}. */
    private String path() {
        StringBuilder path = new StringBuilder("$");
        places.forEach(place -> path.append(place.step()));
        return path.toString();
    }

    /** Where in an object or array. */
    private static final class Place {
        private final boolean inArray;
        private int index;
        private String name = "";

        Place(boolean inArray) {
            this.inArray = inArray;
        }

        void next() {
            index++;
            name = "";
        }

        void named(String quoted) {
            if (!inArray && name.isEmpty()) {
                name = quoted;
            }
        }

        String step() {
            return inArray ? "[" + index + "]" : "." + name;
        }
    }
}
