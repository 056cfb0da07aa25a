package io.dbstream.stream;

import static io.dbstream.stream.DatabaseType.POSTGRESQL;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The keyword form of libpq: {@code host=localhost dbname='my data' password=se\ cret}. */
final class KeywordForm {
    private static final Pattern FIRST_KEYWORD = Pattern.compile("\\s*[a-z_]+\\s*=.*", Pattern.DOTALL);

    private final String text;
    private int at;

    private KeywordForm(String text) {
        this.text = text;
    }

    static boolean looksLike(String connection) {
        return FIRST_KEYWORD.matcher(connection).matches() && !GoDsn.looksLike(connection);
    }

    static ConnectionString parse(String connection) {
        if (!looksLike(connection)) {
            throw ConnectionStrings.malformed(POSTGRESQL, "it is neither a URL nor libpq's keyword form");
        }
        Map<String, String> keywords = new KeywordForm(connection).keywords();
        return new ConnectionUrl.Parts(POSTGRESQL, keywords)
                .assemble(new HostAndPort("localhost", ConnectionStrings.defaultPort(POSTGRESQL)));
    }

    private Map<String, String> keywords() {
        Map<String, String> keywords = new LinkedHashMap<>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            int start = at;
            while (at < text.length() && isKeywordCharacter(text.charAt(at))) {
                at++;
            }
            String keyword = text.substring(start, at);
            skipSpace();
            if (keyword.isEmpty() || at == text.length() || text.charAt(at) != '=') {
                throw ConnectionStrings.malformed(
                        POSTGRESQL,
                        "an = is missing between a keyword and its value (values with spaces need 'quotes')");
            }
            at++;
            skipSpace();
            keywords.put(keyword, at < text.length() && text.charAt(at) == '\'' ? quoted() : plain());
        }
        return keywords;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                at++;
                return value.toString();
            }
            value.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
        }
        throw ConnectionStrings.malformed(POSTGRESQL, "a quoted value does not end");
    }

    private String plain() {
        StringBuilder value = new StringBuilder();
        for (; at < text.length() && !Character.isWhitespace(text.charAt(at)); at++) {
            char c = text.charAt(at);
            value.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
        }
        return value.toString();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isKeywordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }
}
