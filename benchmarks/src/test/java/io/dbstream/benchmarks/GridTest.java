package io.dbstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void isMarkdownWithNamesToTheLeftAndNumbersToTheRight() {
        var grid = new Grid("contender", "rows/s");
        grid.add("dbstream", "150,000");
        grid.add("bare COPY", "9");

        assertThat(grid).hasToString("""
                | contender |  rows/s |
                |-----------|--------:|
                | dbstream  | 150,000 |
                | bare COPY |       9 |
                """);
    }

    @Test
    void aRowHasAsManyCellsAsThereAreHeads() {
        var grid = new Grid("contender", "rows/s");

        assertThatThrownBy(() -> grid.add("dbstream")).isInstanceOf(IllegalArgumentException.class);
    }
}
