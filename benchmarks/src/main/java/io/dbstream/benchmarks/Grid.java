package io.dbstream.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of results: the first column holds names, the others numbers. Markdown that is also easy to read as it is. */
final class Grid {
    private final List<List<String>> rows = new ArrayList<>();

    Grid(String... heads) {
        rows.add(List.of(heads));
    }

    void add(List<String> row) {
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of %d cells below %d heads"
                    .formatted(row.size(), rows.getFirst().size()));
        }
        rows.add(List.copyOf(row));
    }

    void add(String... row) {
        add(List.of(row));
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, rule(widths));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> pad(row.get(column), column == 0 ? -widths[column] : widths[column]))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> "-".repeat(widths[column] + 1) + (column == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|"));
    }

    /** To the left if the width is negative. */
    private static String pad(String text, int width) {
        String blanks = " ".repeat(Math.abs(width) - text.length());
        return width < 0 ? text + blanks : blanks + text;
    }
}
