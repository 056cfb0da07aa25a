package io.dbstream.stream;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schemas in which a PostgreSQL connection looks for tables that are named without one, as its connection string says. */
final class SearchPath {
    private static final Pattern OPTION =
            Pattern.compile("(?:-c\\s*|--)search[_-]path\\s*=\\s*((?:\\\\.|[^\\s\\\\])*)", Pattern.DOTALL);
    private static final Pattern SCHEMA = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))\\s*(?:,|$)");
    private static final String NAMED_LIKE_THE_USER = "$user";

    private SearchPath() {}

    /** The first schema; {@code public} when the connection string names none. */
    static String first(Map<String, String> parameters) {
        @Nullable String path = parameters.get("search_path");
        if (path == null) {
            path = option(parameters.getOrDefault("options", ""));
        }
        Matcher schema = SCHEMA.matcher(path);
        while (schema.lookingAt() && schema.end() > schema.regionStart()) {
            String name = name(schema);
            if (!name.isEmpty() && !name.equals(NAMED_LIKE_THE_USER)) {
                return name;
            }
            schema.region(schema.end(), path.length());
        }
        return "public";
    }

    /** As the server reads it: the last one counts. */
    private static String option(String options) {
        String path = "";
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            path = option.group(1).replaceAll("\\\\(.)", "$1");
        }
        return path;
    }

    private static String name(Matcher schema) {
        String quoted = schema.group(1);
        return quoted != null
                ? quoted.replace("\"\"", "\"")
                : schema.group(2).strip().toLowerCase(Locale.ROOT);
    }
}
