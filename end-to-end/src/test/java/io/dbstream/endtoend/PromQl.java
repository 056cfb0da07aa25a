package io.dbstream.endtoend;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** As much of Prometheus' query language as it takes to find the metrics that an expression names. */
final class PromQl {
    /** Grafana's way to ask for the values of a label: {@code label_values(metric, label)}. */
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(\\s*(.+)\\s*,\\s*\\w+\\s*\\)");

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");

    /** What holds label names or durations, never metrics: groupings, matchers, ranges and offsets. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
                    + "|\\{[^}]*}|\\[[^]]*]|\\boffset\\s+\\w+");

    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\w)(?!\\s*\\()");

    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "group_left", "group_right", "inf", "nan");

    private PromQl() {}

    /** The metrics that an expression, or the query of a dashboard's variable, names. */
    static Set<String> metricNames(String expression) {
        String asked = LABEL_VALUES.matcher(expression).replaceFirst("$1");
        String unquoted = QUOTED.matcher(asked).replaceAll(" ");
        String bare = NO_METRICS.matcher(unquoted).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }
}
