package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.sandbox.SandboxException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes contenders: the only place that knows all of them. */
final class Entrants {
    private final List<Entrant> entrants = new ArrayList<>();
    private final List<String> absences = new ArrayList<>();

    /** dbstream, and what it is measured against where that can do the same. */
    static Entrants of(List<Baseline> against, List<String> jvm, Site site) throws SQLException {
        var all = new Entrants();
        Link own = site.link("dbstream");
        all.add(new Dbstream(List.of(own), jvm), own);
        for (Baseline baseline : against) {
            try {
                all.add(baseline, site);
            } catch (SandboxException e) {
                all.absences.add(baseline + ": " + e.getMessage());
            }
        }
        return all;
    }

    private void add(Baseline baseline, Site site) throws SQLException {
        switch (baseline) {
            case BARE -> {
                Link link = site.link("bare");
                add(new BareLoad(link), link);
            }
            case NATIVE -> addNative(site);
            case DEBEZIUM -> {
                Link link = site.link("debezium");
                add(new DebeziumServer(link), link);
            }
            case FLINK -> {
                Link link = site.link("flink");
                add(new FlinkCdc(link), link);
            }
        }
    }

    private void addNative(Site site) throws SQLException {
        if (site.pair().equals(new Pair(Engine.POSTGRESQL, Engine.POSTGRESQL))) {
            Link link = site.link("native");
            add(new PostgresReplication(link), link);
        } else if (site.pair().equals(new Pair(Engine.MYSQL, Engine.MYSQL))) {
            Link link = site.linkToOwnServer("native");
            add(new MySqlReplica(link), link);
        } else {
            absences.add("native: there is none for " + site.pair().label());
        }
    }

    private void add(Contender contender, Link link) {
        entrants.add(new Entrant(contender, link.target()));
    }

    List<Entrant> all() {
        return entrants;
    }

    /** Which baselines are missing, and why. */
    List<String> absences() {
        return absences;
    }
}
