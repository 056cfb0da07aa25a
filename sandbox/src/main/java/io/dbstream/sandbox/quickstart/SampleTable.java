package io.dbstream.sandbox.quickstart;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table that the quickstart makes at the source and compares with the target. Its key is {@code id}.
 *
 * @param forMySql the statement that makes it in MySQL and MariaDB
 * @param forPostgres the statements that make it in PostgreSQL
 */
record SampleTable(String name, String forMySql, String... forPostgres) {
    static final List<SampleTable> PRODUCTS = Stream.of("products1", "products2", "products3")
            .map(SampleTable::products)
            .toList();

    static final SampleTable ORDERS = new SampleTable("orders", """
            CREATE TABLE orders (
              id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
              product INT UNSIGNED NOT NULL,
              quantity SMALLINT NOT NULL,
              state ENUM('new', 'paid', 'shipped') NOT NULL DEFAULT 'new',
              note TEXT,
              placed DATETIME(6) NOT NULL
            ) DEFAULT CHARSET utf8mb4""", """
            CREATE TABLE orders (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              product integer NOT NULL,
              quantity smallint NOT NULL,
              state varchar(10) NOT NULL DEFAULT 'new',
              note text,
              placed timestamp(6) NOT NULL
            )""");

    static final List<SampleTable> ALL =
            Stream.concat(PRODUCTS.stream(), Stream.of(ORDERS)).toList();

    private static SampleTable products(String name) {
        return new SampleTable(name, """
                CREATE TABLE %s (
                  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  name VARCHAR(80) NOT NULL,
                  price DECIMAL(10, 2) NOT NULL,
                  weight DOUBLE,
                  created TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
                ) DEFAULT CHARSET utf8mb4""".formatted(name), """
                CREATE TABLE %s (
                  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  name varchar(80) NOT NULL,
                  price numeric(10, 2) NOT NULL,
                  weight double precision,
                  created timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP
                )""".formatted(name));
    }
}
