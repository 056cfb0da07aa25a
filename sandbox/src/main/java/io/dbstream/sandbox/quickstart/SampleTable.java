package io.dbstream.sandbox.quickstart;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that the quickstart makes at the source and compares with the target. Its key is {@code id}.
 *
 * @param definition its columns as the source's {@code CREATE TABLE} takes them
 * @param columns the columns that are compared as their text is
 * @param moments the columns that are points in time
 */
record SampleTable(String name, String definition, List<String> columns, List<String> moments) {
    static final List<SampleTable> PRODUCTS = Stream.of("products1", "products2", "products3")
            .map(SampleTable::products)
            .toList();

    static final SampleTable ORDERS =
            new SampleTable("orders", """
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
            product INT UNSIGNED NOT NULL,
            quantity SMALLINT NOT NULL,
            state ENUM('new', 'paid', 'shipped') NOT NULL DEFAULT 'new',
            note TEXT,
            placed DATETIME(6) NOT NULL
            """, List.of("product", "quantity", "state", "note"), List.of("placed"));

    static final List<SampleTable> ALL =
            Stream.concat(PRODUCTS.stream(), Stream.of(ORDERS)).toList();

    private static SampleTable products(String name) {
        return new SampleTable(name, """
                id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(80) NOT NULL,
                price DECIMAL(10, 2) NOT NULL,
                weight DOUBLE,
                created TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                """, List.of("name", "price", "weight"), List.of("created"));
    }

    String createStatement() {
        return "CREATE TABLE " + name + " (" + definition + ") DEFAULT CHARSET utf8mb4";
    }

    /** All rows in the order of their key, each value in a form that is the same text in every database. */
    String query(UnaryOperator<String> momentAsText) {
        return Stream.of(Stream.of("id"), columns.stream(), moments.stream().map(momentAsText))
                .flatMap(each -> each)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + name + " ORDER BY id"));
    }
}
