package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Database;
import io.dbstream.endtoend.Dbstream;
import io.dbstream.endtoend.Kind;
import io.dbstream.endtoend.Service;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that takes part: database servers of its own, NATS, two readers, two writers and the api-server, and a proxy before each
 * server. Knows all that can happen to them.
 */
final class Landscape implements AutoCloseable {
    /** So little that a few seconds of large rows fill it. */
    private static final String HUB_BYTES = "16MB";

    private final MySqlServer mysql;
    private final MySqlServer mariadbSource;
    private final MySqlServer mariadbTarget;
    private final PostgresServer postgresSource;
    private final PostgresServer postgresTarget;
    private final HubDisk hubDisk;
    private final NatsServer nats;
    private final Proxies proxies = new Proxies();
    private final Dbstream dbstream;
    private final Service secondReader;
    private final Service secondWriter;

    private Landscape(String name) {
        Path directory = Path.of("target", "systems", name);
        mysql = MySqlServer.start(MySqlServer.Flavor.MYSQL, directory.resolve("mysql"));
        mariadbSource = MySqlServer.start(MySqlServer.Flavor.MARIADB, directory.resolve("mariadb-source"));
        mariadbTarget = MySqlServer.start(MySqlServer.Flavor.MARIADB, directory.resolve("mariadb-target"));
        postgresSource = PostgresServer.start(directory.resolve("postgres-source"));
        postgresTarget = PostgresServer.start(directory.resolve("postgres-target"));
        hubDisk = new HubDisk(directory.resolve("hub"));
        nats = hubDisk.startNats(directory.resolve("nats"));
        String hub = "nats://127.0.0.1:" + proxies.before("nats", nats.port());
        dbstream = Dbstream.start(name, nats, hub, Map.of("DBSTREAM_HUB_MAX_BYTES", HUB_BYTES));
        secondReader = dbstream.another("source-reader");
        secondWriter = dbstream.another("target-writer");
    }

    /** Starts everything; logs are in {@code target/systems/<name>}. */
    static Landscape start(String name) {
        return new Landscape(name);
    }

    Dbstream dbstream() {
        return dbstream;
    }

    /** Begins the four streams. */
    List<Pair> pairs(long seed, Report report) throws SQLException {
        List<Pair> pairs = new ArrayList<>();
        Database[][] ends = {
            {mysql("mysql", mysql, Kind.MYSQL), postgres("postgres-target", postgresTarget)},
            {postgres("postgres-source", postgresSource), postgres("postgres-target", postgresTarget)},
            {postgres("postgres-source", postgresSource), mysql("mysql", mysql, Kind.MYSQL)},
            {mysql("mariadb-source", mariadbSource, Kind.MARIADB), mysql("mariadb-target", mariadbTarget, Kind.MARIADB)}
        };
        for (Database[] end : ends) {
            pairs.add(Pair.begin(dbstream.api, end[0], end[1], seed + 100L * pairs.size(), report));
        }
        return pairs;
    }

    private Database mysql(String name, MySqlServer server, Kind kind) {
        return Database.on(server, kind, proxies.before(name, server.port()));
    }

    private Database postgres(String name, PostgresServer server) {
        return Database.on(server, proxies.before(name, server.port()));
    }

    /** All that can happen. */
    List<Fault> faults(List<Pair> pairs) {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(worker("source-reader", dbstream.sourceReader));
        faults.addAll(worker("source-reader-2", secondReader));
        faults.addAll(worker("target-writer", dbstream.targetWriter));
        faults.addAll(worker("target-writer-2", secondWriter));
        faults.add(down("kill", "api-server", 2, dbstream.apiServer::kill, dbstream.apiServer::launch));
        faults.add(down("kill", "nats", 5, nats::kill, nats::start));
        faults.add(down("stop", "nats", 2, nats::stop, nats::start));
        faults.add(new Fault(
                "fill the disk of",
                "nats",
                3,
                Duration.ofMillis(500),
                Duration.ofSeconds(6),
                dice -> hubDisk.fill(),
                () -> hubDisk.empty(nats)));
        faults.addAll(server("mysql", mysql::kill, mysql::stop, mysql::start));
        faults.addAll(server("mariadb-source", mariadbSource::kill, mariadbSource::stop, mariadbSource::start));
        faults.addAll(server("mariadb-target", mariadbTarget::kill, mariadbTarget::stop, mariadbTarget::start));
        faults.addAll(server("postgres-source", postgresSource::kill, postgresSource::stop, postgresSource::start));
        faults.addAll(server("postgres-target", postgresTarget::kill, postgresTarget::stop, postgresTarget::start));
        faults.addAll(proxies.faults());
        pairs.forEach(pair -> faults.addAll(tables(pair)));
        return faults;
    }

    private static List<Fault> worker(String name, Service service) {
        return List.of(
                down("kill", name, 3, service::kill, service::launch),
                new Fault(
                        "freeze",
                        name,
                        3,
                        Duration.ofMillis(500),
                        // Twice as long as a lease lives.
                        Duration.ofSeconds(14),
                        dice -> service.freeze(),
                        service::thaw));
    }

    private static List<Fault> server(String name, Runnable kill, Runnable stop, Runnable start) {
        return List.of(down("kill", name, 2, kill, start), down("stop", name, 1, stop, start));
    }

    private static Fault down(String kind, String victim, int weight, Runnable end, Runnable start) {
        return new Fault(kind, victim, weight, Duration.ZERO, Duration.ofSeconds(5), dice -> end.run(), start::run);
    }

    private static List<Fault> tables(Pair pair) {
        TableLock lock = new TableLock(pair.target());
        String victim = "tables of " + pair;
        CountedTable[] tables = CountedTable.values();
        return List.of(
                new Fault(
                        "lock",
                        victim,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(8),
                        dice -> lock.take(tables[Math.floorMod(dice, tables.length)].toString()),
                        lock::release),
                new Fault(
                        "lock and fill the hub",
                        victim,
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(9),
                        dice -> {
                            lock.take("documents");
                            pair.workload().flood(true);
                        },
                        () -> {
                            pair.workload().flood(false);
                            lock.release();
                        }));
    }

    @Override
    public void close() {
        dbstream.close();
        hubDisk.close();
        proxies.close();
        postgresTarget.close();
        postgresSource.close();
        mariadbTarget.close();
        mariadbSource.close();
        mysql.close();
    }
}
