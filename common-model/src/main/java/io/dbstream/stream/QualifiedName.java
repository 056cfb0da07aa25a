package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of a table as users write it: {@code table} or {@code namespace.table}. A part that has a dot itself stands in double
 * quotes or backticks, with a quote inside doubled: {@code public."my.table"}. The characters of a part mean themselves, also
 * in upper and lower case.
 *
 * @param namespace a PostgreSQL schema or a MySQL database; empty when the user names none
 */
public record QualifiedName(String namespace, String name) {
    private static final String QUOTES = "\"`";

    /**
     * Reads a name.
     *
     * @throws StreamException CONFIGURATION, with words that follow the name of what was read
     */
    public static QualifiedName parse(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (true) {
            int end = endOfPart(rest);
            parts.add(part(rest.substring(0, end)));
            if (end == rest.length()) {
                break;
            }
            rest = rest.substring(end + 1);
        }
        if (parts.size() > 2) {
            throw malformed(
                    "has more than one dot: write namespace.table, and a part that has a dot itself in double quotes,"
                            + " as in public.\"my.table\"");
        }
        return parts.size() == 1 ? new QualifiedName("", parts.get(0)) : new QualifiedName(parts.get(0), parts.get(1));
    }

    /** Reads a name that was accepted once, also by versions that knew no quotes and took the first dot for the border. */
    public static QualifiedName parseStored(String text) {
        try {
            return parse(text);
        } catch (StreamException e) {
            int dot = text.indexOf('.');
            return dot < 0
                    ? new QualifiedName("", text)
                    : new QualifiedName(text.substring(0, dot), text.substring(dot + 1));
        }
    }

    /** The same table seen from within that namespace: without it, when it is this table's own. */
    public QualifiedName within(String defaultNamespace) {
        return namespace.equals(defaultNamespace) ? new QualifiedName("", name) : this;
    }

    /** The table with its namespace, which is the default one unless the user named another. */
    public TableId in(String defaultNamespace) {
        return new TableId(namespace.isEmpty() ? defaultNamespace : namespace, name);
    }

    /** As a user would write it, with quotes only where they are needed. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? written(name) : written(namespace) + "." + written(name);
    }

    /** Where the part that begins the text ends: at a dot outside quotes, or with the text. */
    private static int endOfPart(String text) {
        int from = 0;
        if (isQuoted(text)) {
            char quote = text.charAt(0);
            from = text.indexOf(quote, 1);
            while (from >= 0 && from + 1 < text.length() && text.charAt(from + 1) == quote) {
                from = text.indexOf(quote, from + 2);
            }
            if (from < 0) {
                throw malformed("has a quote that does not end");
            }
            from++;
            if (from < text.length() && text.charAt(from) != '.') {
                throw malformed("goes on behind a closing quote without a dot");
            }
        }
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }

    private static String part(String text) {
        String part = text.strip();
        if (isQuoted(text)) {
            String quote = text.substring(0, 1);
            part = text.substring(1, text.length() - 1).replace(quote + quote, quote);
        }
        if (part.isEmpty() || part.indexOf('\0') >= 0) {
            throw malformed(part.isEmpty() ? "has an empty part" : "has a NUL character");
        }
        return part;
    }

    private static boolean isQuoted(String text) {
        return !text.isEmpty() && QUOTES.indexOf(text.charAt(0)) >= 0;
    }

    private static String written(String part) {
        boolean plain = part.indexOf('.') < 0 && !isQuoted(part) && part.equals(part.strip());
        return plain ? part : '"' + part.replace("\"", "\"\"") + '"';
    }

    private static StreamException malformed(String fault) {
        return new StreamException(ErrorKind.CONFIGURATION, fault);
    }
}
