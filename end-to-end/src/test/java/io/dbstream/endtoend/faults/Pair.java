package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Api;
import io.dbstream.endtoend.Database;
import io.dbstream.endtoend.Dbstream;
import io.dbstream.sandbox.compare.Comparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A source and a target with a stream between them, under a workload, and under observation. */
final class Pair {
    private final Database source;
    private final Database target;
    private final String id;
    private final Workload workload;
    private final Observer observer;

    private Pair(Database source, Database target, String id, Workload workload, Observer observer) {
        this.source = source;
        this.target = target;
        this.id = id;
        this.workload = workload;
        this.observer = observer;
    }

    /** Makes the tables and the stream, and begins the workload. */
    static Pair begin(Api api, Database source, Database target, long seed, Report report) throws SQLException {
        Workload.makeTables(source, target);
        Api.Answer created = api.create(Dbstream.config(source, "", target, ""));
        if (created.status() != 201) {
            throw new IllegalStateException("No stream: " + created.body());
        }
        Workload workload = new Workload(source, seed);
        workload.begin();
        String name = source.kind() + " to " + target.kind();
        return new Pair(source, target, created.text("/data/id"), workload, new Observer(name, target, report));
    }

    String id() {
        return id;
    }

    Database target() {
        return target;
    }

    Workload workload() {
        return workload;
    }

    void endWorkload() throws InterruptedException {
        workload.end();
    }

    void endObserver() throws InterruptedException {
        observer.end();
    }

    /** Whether the target shows the source's last transaction. */
    boolean isLevel() throws SQLException {
        return marker(source) == marker(target);
    }

    /** The source's transaction that the target showed last. */
    long shown() {
        return observer.marker();
    }

    private static long marker(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT marker FROM totals")) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    List<Comparison> compare() throws SQLException {
        try (Connection one = source.connect();
                Connection other = target.connect()) {
            return Comparison.ofAll(source.side(one), target.side(other));
        }
    }

    String summary() {
        return "%-26s %s: %,d transactions (%,d not taken), %,d seen at the target, %,d observations, longest standstill %.1f s"
                .formatted(
                        this,
                        id,
                        workload.committed(),
                        workload.refused(),
                        observer.marker(),
                        observer.observations(),
                        observer.longestStandstill().toMillis() / 1000.0);
    }

    @Override
    public String toString() {
        return source.kind() + " to " + target.kind();
    }
}
