package io.dbstream.sandbox.compare;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One table of the source, compared with its table at the target.
 *
 * <p>Between databases of one family, values are compared as the server prints them, or by their bytes. Between families they are first
 * brought into a {@link Form} that both write alike, which the source's column decides. Rows are compared in the order of their texts, so
 * that a table needs no key, and equal rows count as often as they are there.
 *
 * @param differences which rows and values differ, at most {@value #MOST_DIFFERENCES} of them; empty if none does
 * @param definitions which types of columns and keys differ; empty if none does, and between families
 */
public record Comparison(
        TableName table, int sourceRows, int targetRows, List<String> differences, List<String> definitions) {
    private static final int MOST_DIFFERENCES = 10;
    private static final int LONGEST_SHOWN = 200;
    private static final Comparator<List<@Nullable String>> BY_TEXT = (one, other) -> IntStream.range(0, one.size())
            .map(i -> Comparator.nullsFirst(Comparator.<String>naturalOrder()).compare(one.get(i), other.get(i)))
            .filter(result -> result != 0)
            .findFirst()
            .orElse(0);

    public Comparison {
        differences = List.copyOf(differences);
        definitions = List.copyOf(definitions);
    }

    /** Compares all tables of the source with those of the same names. */
    public static List<Comparison> ofAll(Side source, Side target) throws SQLException {
        var comparisons = new ArrayList<Comparison>();
        for (TableName table : source.tables()) {
            comparisons.add(of(source, table, target, table));
        }
        return comparisons;
    }

    /** Compares one table with another. */
    public static Comparison of(Side source, TableName table, Side target, TableName other) throws SQLException {
        Map<String, ComparedColumn> targets =
                target.columns(other).stream().collect(Collectors.toMap(ComparedColumn::name, Function.identity()));
        if (targets.isEmpty()) {
            return new Comparison(table, 0, 0, List.of("there is no table " + other + " at the target"), List.of());
        }
        var pairs = new ArrayList<Pair>();
        var differences = new ArrayList<String>();
        boolean sameFamily = source.getClass() == target.getClass();
        for (ComparedColumn column : source.columns(table)) {
            @Nullable ComparedColumn counterpart = targets.get(column.name());
            if (counterpart != null) {
                pairs.add(new Pair(column, counterpart, sameFamily));
            } else if (!column.isComputed()) {
                differences.add("the target's table has no column " + column.name());
            }
        }
        List<List<@Nullable String>> expected = rows(source, table, pairs, Pair::source);
        List<List<@Nullable String>> actual = rows(target, other, pairs, Pair::target);
        differences.addAll(differences(pairs, expected, actual));
        return new Comparison(
                table,
                expected.size(),
                actual.size(),
                differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES)),
                sameFamily ? definitions(pairs, source.key(table), target.key(other)) : List.of());
    }

    public boolean isEqual() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        String result = isEqual() ? "equal" : "DIFFERENT:\n  " + String.join("\n  ", differences);
        return "%-10s %,7d rows at the source, %,7d at the target: %s".formatted(table, sourceRows, targetRows, result);
    }

    /** A column of the source and its counterpart. */
    private record Pair(ComparedColumn source, ComparedColumn target, boolean sameFamily) {
        @Nullable
        String value(@Nullable String digits, ComparedColumn column) {
            if (digits == null || digits.startsWith("#")) {
                return digits;
            }
            String text =
                    column.isBytes() ? digits : new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
            return form().of(text);
        }

        private Form form() {
            return sameFamily && source.form() != Form.REAL ? Form.EXACT : source.form();
        }
    }

    private static List<List<@Nullable String>> rows(
            Side side, TableName table, List<Pair> pairs, Function<Pair, ComparedColumn> which) throws SQLException {
        String query = pairs.stream()
                .map(pair -> which.apply(pair).expression())
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + side.quoted(table)));
        var rows = new ArrayList<List<@Nullable String>>();
        for (List<@Nullable String> row : Rows.verbatim(side.connection(), query)) {
            var values = new ArrayList<@Nullable String>();
            for (int i = 0; i < pairs.size(); i++) {
                values.add(pairs.get(i).value(row.get(i), which.apply(pairs.get(i))));
            }
            rows.add(values);
        }
        rows.sort(BY_TEXT);
        return rows;
    }

    private static List<String> differences(
            List<Pair> pairs, List<List<@Nullable String>> expected, List<List<@Nullable String>> actual) {
        var missing = new ArrayList<Numbered>();
        var unexpected = new ArrayList<Numbered>();
        int left = 0;
        int right = 0;
        while (left < expected.size() || right < actual.size()) {
            int order = left == expected.size()
                    ? 1
                    : right == actual.size() ? -1 : BY_TEXT.compare(expected.get(left), actual.get(right));
            if (order < 0) {
                missing.add(new Numbered(left, expected.get(left)));
            } else if (order > 0) {
                unexpected.add(new Numbered(right, actual.get(right)));
            }
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        var differences = new ArrayList<String>();
        for (int i = 0; i < Math.min(MOST_DIFFERENCES, Math.max(missing.size(), unexpected.size())); i++) {
            differences.add(difference(
                    pairs,
                    i < missing.size() ? missing.get(i) : null,
                    i < unexpected.size() ? unexpected.get(i) : null));
        }
        return differences;
    }

    /** A row and its number in the order of texts. */
    private record Numbered(int number, List<@Nullable String> values) {}

    private static String difference(List<Pair> pairs, @Nullable Numbered source, @Nullable Numbered target) {
        if (source == null) {
            return target == null ? "" : "only the target has " + shown(pairs, target);
        }
        if (target == null) {
            return "only the source has " + shown(pairs, source);
        }
        return IntStream.range(0, pairs.size())
                .filter(i -> BY_TEXT.compare(
                                source.values().subList(i, i + 1),
                                target.values().subList(i, i + 1))
                        != 0)
                .mapToObj(i -> "%s: source %s, target %s"
                        .formatted(
                                pairs.get(i).source().name(),
                                shown(source.values().get(i)),
                                shown(target.values().get(i))))
                .collect(Collectors.joining(
                        "; ",
                        "row " + source.number() + " of the source, first column "
                                + shown(source.values().getFirst()) + ": ",
                        ""));
    }

    private static String shown(List<Pair> pairs, Numbered row) {
        return IntStream.range(0, pairs.size())
                .mapToObj(i ->
                        pairs.get(i).source().name() + "=" + shown(row.values().get(i)))
                .collect(Collectors.joining(", ", "row " + row.number() + ": ", ""));
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return value.length() > LONGEST_SHOWN
                ? "'" + value.substring(0, LONGEST_SHOWN) + "'… (" + value.length() + " characters)"
                : "'" + value + "'";
    }

    private static List<String> definitions(List<Pair> pairs, List<String> sourceKey, List<String> targetKey) {
        var definitions = new ArrayList<String>();
        for (Pair pair : pairs) {
            if (!pair.source().definition().equals(pair.target().definition())) {
                definitions.add("%s: source %s, target %s"
                        .formatted(
                                pair.source().name(),
                                pair.source().definition(),
                                pair.target().definition()));
            }
        }
        if (!sourceKey.equals(targetKey)) {
            definitions.add("key: source %s, target %s".formatted(sourceKey, targetKey));
        }
        return definitions;
    }
}
