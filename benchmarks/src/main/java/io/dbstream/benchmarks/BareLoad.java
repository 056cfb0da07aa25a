package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Written.Rows;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The bare limit: the rows lie ready in files, and the clock sees nothing but the target taking them by its own means, COPY or LOAD
 * DATA, over one connection. Knows new rows only.
 */
final class BareLoad implements Contender {
    private static final int ROWS_OF_TRANSACTION = 5_000;

    private final Link link;
    private final List<Portion> portions = new ArrayList<>();

    /** The rows of one transaction, as the target wants to read them. */
    private record Portion(String table, Path file) {}

    BareLoad(Link link) {
        this.link = link;
    }

    @Override
    public String name() {
        return link.target().engine() == Engine.POSTGRESQL ? "bare COPY" : "bare LOAD DATA";
    }

    @Override
    public void start() {}

    @Override
    public void hold() {}

    @Override
    public void prepare(Written written) throws SQLException, IOException {
        close();
        for (Rows rows : written.inserted()) {
            for (long first = rows.first(); first <= rows.last(); first += ROWS_OF_TRANSACTION) {
                fetch(rows.table().name(), first, Math.min(rows.last(), first + ROWS_OF_TRANSACTION - 1));
            }
        }
    }

    /** Tabs between the values, which have none in them, and no backslashes either. */
    private void fetch(String table, long first, long last) throws SQLException, IOException {
        Path file = link.directory().resolve("rows-" + portions.size());
        try (Connection connection = link.source().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT * FROM %s WHERE id BETWEEN %d AND %d ORDER BY id".formatted(table, first, last));
                BufferedWriter writer = Files.newBufferedWriter(file)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    String value = rows.getString(column);
                    writer.write(value == null ? "\\N" : value);
                    writer.write(column < columns ? '\t' : '\n');
                }
            }
        }
        portions.add(new Portion(table, file));
    }

    @Override
    public void release() throws SQLException, IOException {
        try (Connection connection = link.target().connect()) {
            for (Portion portion : portions) {
                try (InputStream rows = new BufferedInputStream(Files.newInputStream(portion.file))) {
                    load(connection, portion.table, rows);
                }
            }
        }
    }

    private void load(Connection connection, String table, InputStream rows) throws SQLException, IOException {
        if (link.target().engine() == Engine.POSTGRESQL) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN", rows);
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(rows);
            statement.execute("LOAD DATA LOCAL INFILE 'rows' INTO TABLE " + table + " CHARACTER SET utf8mb4");
        }
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of();
    }

    @Override
    public void close() throws IOException {
        for (Portion each : portions) {
            Files.delete(each.file);
        }
        portions.clear();
    }
}
