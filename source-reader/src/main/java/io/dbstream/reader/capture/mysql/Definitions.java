package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What statements that make, alter, rename or drop tables mean for a stream. The target does not follow them: what it may lack or keep
 * because of that is said.
 */
final class Definitions {
    private static final Logger log = LoggerFactory.getLogger(Definitions.class);
    private static final Pattern FOREIGN_KEY = Pattern.compile("\\bREFERENCES\\b", Pattern.CASE_INSENSITIVE);

    private final TableCatalog catalog;
    private final Connector connector;
    private final Cascades cascades;
    private final Server server;

    Definitions(TableCatalog catalog, Connector connector, Cascades cascades, Server server) {
        this.catalog = catalog;
        this.connector = connector;
        this.cascades = cascades;
        this.server = server;
    }

    /**
     * Looks at one statement.
     *
     * @param database the one that names without a database mean
     * @param place where it stands in the log
     */
    void follow(LoggedStatement.Defining statement, String sql, String database, String place) {
        switch (statement) {
            case LoggedStatement.PartitionChanged partition -> {
                if (catalog.mayConcern(sql, database)) {
                    log.warn("A partition was emptied or taken away at {}: its rows stay at the target", place);
                }
            }
            case LoggedStatement.TablesDropped dropped -> dropped(dropped.tables(), place);
            case LoggedStatement.TablesRenamed renamed -> renamed(renamed.renames(), place);
            case LoggedStatement.Definition definition -> {}
        }
        if (statement instanceof LoggedStatement.TablesRenamed
                || FOREIGN_KEY.matcher(sql).find()) {
            requireNoCascades();
        }
    }

    private void dropped(List<TableId> tables, String place) {
        for (TableId table : tables) {
            if (catalog.selects(table)) {
                log.warn("The source dropped {} at {}: the target keeps its table and the rows in it", table, place);
            }
        }
    }

    private void renamed(List<LoggedStatement.Rename> renames, String place) {
        for (LoggedStatement.Rename rename : renames) {
            if (catalog.selects(rename.from()) || catalog.selects(rename.to())) {
                log.warn(
                        "The source renamed {} to {} at {}: the target's tables keep their names and rows, and changes"
                                + " go on under the new name",
                        rename.from(),
                        rename.to(),
                        place);
            }
        }
    }

    /** A foreign key may have come, or a table with one. */
    private void requireNoCascades() {
        List<String> objections =
                connector.with("read the foreign keys", connection -> cascades.objections(connection, server));
        if (!objections.isEmpty()) {
            throw new StreamException(ErrorKind.PREREQUISITE, String.join("; ", objections));
        }
    }
}
