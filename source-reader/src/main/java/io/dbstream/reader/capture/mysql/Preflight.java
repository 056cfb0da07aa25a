package io.dbstream.reader.capture.mysql;

import io.dbstream.database.mysql.MySqlErrors;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.reader.capture.mysql.DeclaredTable.DeclaredColumn;
import io.dbstream.schema.TableId;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Spelling;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks everything that a source must have and allow, and says in one message all that is missing. */
final class Preflight {
    private final ConnectionString where;
    private final Connector connector;
    private final LogSource source;
    private final TableSelection selection;
    private final Cascades cascades;

    Preflight(
            ConnectionString where,
            Connector connector,
            LogSource source,
            TableSelection selection,
            Cascades cascades) {
        this.where = where;
        this.connector = connector;
        this.source = source;
        this.selection = selection;
        this.cascades = cascades;
    }

    void check(Server server) {
        requireDatabase();
        List<String> missing = new ArrayList<>(settings(server));
        CharacterSets sets = CharacterSets.load(connector);
        connector.with("check the source", connection -> {
            String account = account(connection);
            missing.addAll(status(connection, server, account));
            missing.addAll(tables(connection, new InformationSchema(sets, server), account));
            missing.addAll(cascades.objections(connection, server));
            if (server.is("log_bin", "ON")) {
                missing.addAll(tryLog(server, account));
            }
            return true;
        });
        if (!missing.isEmpty()) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE, "the source " + where + " is not ready: " + String.join("; ", missing));
        }
    }

    private void requireDatabase() {
        for (TableId table : selection.named()) {
            if (table.namespace().isEmpty()) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "the connection names no database, so the table " + table.name()
                                + " has to be written as database." + table.name());
            }
        }
        if (selection.named().isEmpty() && selection.defaultNamespace().isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION, "the connection names no database, and the filter names no tables");
        }
    }

    private static List<String> settings(Server server) {
        List<String> missing = new ArrayList<>();
        if (!server.is("log_bin", "ON")) {
            missing.add("it writes no binary log (start the server with --log-bin)");
        }
        if (!server.is("binlog_format", "ROW")) {
            missing.add("binlog_format is " + server.variable("binlog_format")
                    + " (SET GLOBAL binlog_format = 'ROW', and let every client connect anew)");
        }
        if (!server.is("binlog_row_image", "FULL")) {
            missing.add("binlog_row_image is " + server.variable("binlog_row_image")
                    + " (SET GLOBAL binlog_row_image = 'FULL', and let every client connect anew)");
        }
        if (!server.variable("binlog_row_value_options").isEmpty()) {
            missing.add("binlog_row_value_options is " + server.variable("binlog_row_value_options")
                    + " (SET GLOBAL binlog_row_value_options = '', and let every client connect anew)");
        }
        return missing;
    }

    /** The account that the server took the user for, quoted for a GRANT. */
    private static String account(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            String account = row.getString(1);
            int at = account.lastIndexOf('@');
            return "'" + account.substring(0, at) + "'@'" + account.substring(at + 1) + "'";
        }
    }

    private List<String> status(Connection connection, Server server, String account) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = PositionCheck.status(statement)) {
            return row.next() ? leftOut(row.getString(3), row.getString(4)) : List.of();
        } catch (SQLException e) {
            if (e.getErrorCode() != MySqlErrors.RIGHT_MISSING) {
                throw e;
            }
            String right = server.isMariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT";
            return List.of("the user lacks a right (GRANT " + right + " ON *.* TO " + account + ")");
        }
    }

    /** The databases that the server's options keep out of its log. */
    private List<String> leftOut(String logged, String ignored) {
        List<String> missing = new ArrayList<>();
        for (String database : selection.namespaces()) {
            boolean notLogged =
                    !logged.isEmpty() && !Arrays.asList(logged.split(",", -1)).contains(database);
            if (notLogged || Arrays.asList(ignored.split(",", -1)).contains(database)) {
                missing.add("its options binlog-do-db and binlog-ignore-db keep the database " + database
                        + " out of the log (start the server without them)");
            }
        }
        return missing;
    }

    private List<String> tables(Connection connection, InformationSchema informationSchema, String account)
            throws SQLException {
        List<String> missing = new ArrayList<>();
        if (selection.named().isEmpty()) {
            for (DeclaredTable table : informationSchema.tables(connection, selection.defaultNamespace())) {
                refuseUnsupported(table, missing);
            }
            return missing;
        }
        for (TableId id : selection.named()) {
            DeclaredTable table = informationSchema.table(connection, id);
            if (table == null) {
                missing.add(absent(connection, id, account));
            } else {
                refuseUnsupported(table, missing);
                refuseUnreadable(connection, id, account, missing);
            }
        }
        return missing;
    }

    private static void refuseUnsupported(DeclaredTable table, List<String> missing) {
        String objection = table.objection();
        if (objection != null) {
            missing.add(objection + " (leave the table out of the filter)");
        }
        for (DeclaredColumn column : table.columns()) {
            if (column.type() == null) {
                missing.add(
                        "column " + column.facts().name() + " of " + table.id() + " has the type " + column.typeName()
                                + ", which this version does not support (leave the table out of the filter)");
            }
        }
    }

    private static void refuseUnreadable(Connection connection, TableId id, String account, List<String> missing)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM " + InformationSchema.quoted(id) + " LIMIT 0")) {
            statement.execute();
        } catch (SQLException e) {
            if (!MySqlErrors.isDenied(e)) {
                throw e;
            }
            missing.add(unreadable(id, account));
        }
    }

    private static String absent(Connection connection, TableId id, String account) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM " + InformationSchema.quoted(id) + " LIMIT 0")) {
            statement.execute();
            return id + " is not a table (leave it out of the filter)";
        } catch (SQLException e) {
            return MySqlErrors.isDenied(e)
                    ? unreadable(id, account)
                    : "the table " + id + " of the filter does not exist" + hint(connection, id);
        }
    }

    private static String hint(Connection connection, TableId id) throws SQLException {
        String near =
                "SELECT table_schema, table_name FROM information_schema.tables WHERE LOWER(table_schema) = LOWER(?)";
        List<String> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(near)) {
            statement.setString(1, id.namespace());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableId(rows.getString(1), rows.getString(2)).toString());
                }
            }
        }
        String hint = Spelling.hint(id.toString(), tables);
        return hint.isEmpty() ? " (check database, name, upper and lower case)" : hint;
    }

    private static String unreadable(TableId id, String account) {
        return "the user may not read " + id + ", if it exists (GRANT SELECT ON " + InformationSchema.quoted(id)
                + " TO " + account + ")";
    }

    /** Asks for the log, from the oldest file on, as the reader will. */
    private List<String> tryLog(Server server, String account) {
        LogPosition oldest = new FilePosition(new LogPlace(server.identity(), "", 0, LogPlace.FIRST_EVENT));
        try (BinlogConnection connection = source.connect()) {
            source.start(connection, oldest);
            connection.next(new EventBytes(new byte[0]));
            return List.of();
        } catch (IOException e) {
            StreamException failure = source.failure(e, oldest.text());
            if (failure.kind() != ErrorKind.PREREQUISITE) {
                throw failure;
            }
            return List.of("the user may not read the log (GRANT REPLICATION SLAVE ON *.* TO " + account + ")");
        }
    }
}
