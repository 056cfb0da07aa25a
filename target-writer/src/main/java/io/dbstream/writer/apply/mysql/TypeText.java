package io.dbstream.writer.apply.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a type from the text in which MySQL and MariaDB name it: {@code varchar(20) character set latin1 collate latin1_bin}. */
final class TypeText {
    /** Comments are for versions that know what stands in them: compression, which is no matter of values, and old formats. */
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/");

    private static final Pattern NAME = Pattern.compile("\\s*(\\w+)");
    private static final Pattern CHARACTER_SET = Pattern.compile("(?:character set|charset)\\s+(\\w+)");
    private static final Pattern COLLATION = Pattern.compile("collate\\s+(\\w+)");
    private static final Pattern SRID = Pattern.compile("(?:srid|ref_system_id)\\s*=?\\s*(\\d+)");

    private final String text;
    private int at;

    private TypeText(String text) {
        this.text = text;
    }

    /** The type; one without a name when the text is none. */
    static MySqlType read(String text) {
        return new TypeText(text).type();
    }

    private MySqlType type() {
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            return MySqlType.of("");
        }
        at = name.end();
        List<Integer> numbers = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            parameters(numbers, labels);
        }
        String rest = COMMENT.matcher(text.substring(at)).replaceAll(" ").toLowerCase(Locale.ROOT);
        return new MySqlType(
                name.group(1).toLowerCase(Locale.ROOT),
                numbers,
                labels,
                rest.contains("unsigned"),
                rest.contains("zerofill"),
                MySqlType.todaysName(first(CHARACTER_SET, rest)),
                MySqlType.todaysName(first(COLLATION, rest)),
                srid(text.substring(at).toLowerCase(Locale.ROOT)));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** MySQL's own text has it in a comment. */
    private static int srid(String text) {
        String number = first(SRID, text);
        return number.isEmpty() ? MySqlType.ANY_SRID : Integer.parseInt(number);
    }

    private void parameters(List<Integer> numbers, List<String> labels) {
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (c == '\'') {
                labels.add(label());
            } else if (Character.isDigit(c)) {
                int from = at;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
                numbers.add(Integer.parseInt(text.substring(from, at)));
            } else {
                at++;
            }
        }
        at++;
    }

    /** A label in quotes, in which a quote stands twice and a few characters behind a backslash. */
    private String label() {
        StringBuilder label = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                label.append(unescaped(text.charAt(at++)));
            } else if (c != '\'') {
                label.append(c);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                label.append(c);
                at++;
            } else {
                return label.toString();
            }
        }
        return label.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
