package io.dbstream.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides the passwords of connection strings. Of a malformed one it rather hides too much. */
final class PasswordMask {
    private static final String MASK = "***";
    private static final Pattern PLAIN_LOCATION = Pattern.compile("[^@/?]*@[^@?]*");
    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("(?:\\[[^\\]]*]|[^:/]*)(?::[0-9]*)?(?:/.*)?", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(?<=[?&])(\\w*(?:password|passwd|secret)\\w*=)([^&]*)");
    private static final Pattern KEYWORD = Pattern.compile(
            "(?i)(\\b\\w*(?:password|passwd|secret)\\w*\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'?|.*?)(?=\\s+[a-z_]+\\s*=|\\s*$)",
            Pattern.DOTALL);

    private PasswordMask() {}

    static String mask(String text) {
        String scheme = ConnectionStrings.scheme(text);
        if (!scheme.isEmpty()) {
            int rest = scheme.length() + "://".length();
            String behind = text.substring(rest);
            return text.substring(0, rest) + (GoDsn.looksLike(behind) ? dsn(behind) : url(behind));
        }
        if (KeywordForm.looksLike(text)) {
            return replace(KEYWORD, text);
        }
        return dsn(text);
    }

    private static String url(String rest) {
        int query = rest.indexOf('?');
        String location = query < 0 ? rest : rest.substring(0, query);
        if (rest.indexOf('@') < 0) {
            return replace(PARAMETER, PLAIN_ADDRESS.matcher(location).matches() ? rest : login(rest, -1));
        }
        boolean plain = PLAIN_LOCATION.matcher(location).matches();
        return replace(PARAMETER, login(rest, plain ? location.indexOf('@') : rest.lastIndexOf('@')));
    }

    private static String dsn(String text) {
        boolean wellFormed = GoDsn.looksLike(text);
        // An @ behind the address stands in a parameter.
        int address = wellFormed ? text.lastIndexOf('@', text.lastIndexOf(")/")) : text.lastIndexOf('@');
        return replace(PARAMETER, wellFormed && address < 0 ? text : login(text, address));
    }

    /** Hides what stands between the first colon and the end of the login, or of everything when nothing shows that end. */
    private static String login(String text, int end) {
        int colon = text.indexOf(':');
        while (colon >= 0 && text.startsWith("${env:", colon - 5)) {
            colon = text.indexOf(':', colon + 1);
        }
        if (colon < 0 || (end >= 0 && colon > end)) {
            return text;
        }
        String head = text.substring(0, colon + 1);
        return end < 0 ? head + MASK : head + hidden(text.substring(colon + 1, end)) + text.substring(end);
    }

    private static String replace(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + hidden(match.group(2))));
    }

    private static String hidden(String password) {
        return password.isEmpty() || EnvironmentReferences.isOne(password) ? password : MASK;
    }
}
