package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code ${env:NAME}} in a connection string. */
final class EnvironmentReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private EnvironmentReferences() {}

    static boolean in(String text) {
        return text.contains("${env:");
    }

    static boolean isOne(String text) {
        return REFERENCE.matcher(text).matches();
    }

    static String resolve(String text, Function<String, @Nullable String> environment) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            append(resolved, text, end, matcher.start());
            String name = matcher.group(1);
            String value = environment.apply(name);
            if (value == null) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "The connection string refers to ${env:" + name + "}, but no environment variable " + name
                                + " is set for this service");
            }
            boolean whole = matcher.start() == 0 && matcher.end() == text.length();
            resolved.append(whole ? value : escaped(value, text, matcher.start()));
            end = matcher.end();
        }
        append(resolved, text, end, text.length());
        return resolved.toString();
    }

    private static void append(StringBuilder resolved, String text, int from, int to) {
        String between = text.substring(from, to);
        if (in(between)) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The connection string has a ${env:…} that is not of the form ${env:NAME}, with letters, digits and _");
        }
        resolved.append(between);
    }

    /** The value as the form wants it at this place, so that a password may have any character. */
    private static String escaped(String value, String text, int place) {
        if (text.contains("://")) {
            int query = text.indexOf('?');
            String location = query < 0 ? text : text.substring(0, query);
            int host = location.lastIndexOf('@');
            int path = location.indexOf('/', Math.max(host, location.indexOf("://") + 3));
            boolean inHost = place > host && (path < 0 || place < path) && (query < 0 || place < query);
            return inHost ? value : PercentCoding.encode(value);
        }
        if (KeywordForm.looksLike(text)) {
            return value.replaceAll("[\\\\'\\s]", "\\\\$0");
        }
        int database = text.lastIndexOf(")/");
        int query = text.indexOf('?', Math.max(0, database));
        return database >= 0 && query >= 0 && place > query ? PercentCoding.encode(value) : value;
    }
}
