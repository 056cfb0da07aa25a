package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Where a stream's tables go, as far as its configuration tells; a server's own settings may say more. */
public final class Destinations {
    private Destinations() {}

    /**
     * Refuses a stream that would write two tables into one, into what it reads, or into what is dbstream's or the server's own.
     *
     * @throws StreamException CONFIGURATION, naming the tables
     */
    public static void check(StreamConfig config, ConnectionString source, ConnectionString target) {
        List<TableFilter> filters = config.source().tables();
        String sourceNamespace = config.source().type().defaultNamespace(source);
        String targetNamespace = config.target().type().defaultNamespace(target);
        Map<QualifiedName, QualifiedName> sources = new HashMap<>();
        for (TableFilter filter : filters) {
            QualifiedName destination = filter.destination(sourceNamespace);
            refuseOwn(filter, destination);
            refuseSystem(filter, destination, config.target().type());
            QualifiedName other = sources.putIfAbsent(destination, filter.table());
            if (other != null) {
                throw shared(other.toString(), filter.table().toString(), destination.toString());
            }
        }
        if (isSameDatabase(config, source, target)) {
            refuseLoop(filters, sourceNamespace, targetNamespace);
        }
    }

    /** Two source tables in one of the target would overwrite each other's rows. */
    public static StreamException shared(String one, String other, String destination) {
        return new StreamException(
                ErrorKind.CONFIGURATION,
                "The source's tables " + one + " and " + other + " would both go to the target's table " + destination
                        + ": leave one out of the filter, or give one another \"target\"");
    }

    private static void refuseOwn(TableFilter filter, QualifiedName destination) {
        if (OwnTables.contains(destination.name())) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The table " + filter.table() + " would go to the target's table " + destination
                            + ", in which dbstream keeps its own state: give it another \"target\"");
        }
    }

    private static void refuseSystem(TableFilter filter, QualifiedName destination, DatabaseType target) {
        if (target.isOfTheServer(destination.namespace())) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The table " + filter.table() + " would go to the target's table " + destination
                            + ", among the tables of" + " the target's server itself: give it another \"target\"");
        }
    }

    private static void refuseLoop(List<TableFilter> filters, String sourceNamespace, String targetNamespace) {
        if (filters.isEmpty() && sourceNamespace.equals(targetNamespace)) {
            throw loop("every table of " + sourceNamespace);
        }
        Set<TableId> read = new HashSet<>();
        filters.forEach(filter -> read.add(filter.table().in(sourceNamespace)));
        Predicate<TableFilter> writesWhatIsRead =
                filter -> read.contains(filter.destination(sourceNamespace).in(targetNamespace));
        filters.stream().filter(writesWhatIsRead).findFirst().ifPresent(filter -> {
            throw loop("the table " + filter.destination(sourceNamespace).in(targetNamespace));
        });
    }

    private static StreamException loop(String what) {
        return new StreamException(
                ErrorKind.CONFIGURATION,
                "Source and target are the same database, and the stream would write into " + what
                        + ", which it reads, again and again: choose another target database or schema, or give the"
                        + " tables another \"target\"");
    }

    private static boolean isSameDatabase(StreamConfig config, ConnectionString source, ConnectionString target) {
        DatabaseType type = config.source().type();
        return type == config.target().type()
                && source.leadsToServerOf(target)
                // A MySQL connection reaches every database of its server.
                && (type == DatabaseType.MYSQL || source.database().equals(target.database()));
    }
}
