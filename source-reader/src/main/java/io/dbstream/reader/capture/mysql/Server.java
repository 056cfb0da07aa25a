package io.dbstream.reader.capture.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param version as it prints it
 * @param variables its global variables, by name
 */
record Server(ServerFlavor flavor, String version, Map<String, String> variables) {
    private static final String QUERY = "SHOW GLOBAL VARIABLES WHERE variable_name IN ('version', 'log_bin',"
            + " 'binlog_format', 'binlog_row_image', 'binlog_row_metadata', 'binlog_row_value_options',"
            + " 'binlog_checksum', 'gtid_mode', 'server_uuid', 'server_id', 'mysql56_temporal_format',"
            + " 'lower_case_table_names', 'innodb_native_foreign_keys')";

    Server {
        variables = Map.copyOf(variables);
    }

    /**
     * Asks the server.
     *
     * @param flavor what the user says it is; null to look at its version
     */
    static Server of(Connection connection, @Nullable ServerFlavor flavor) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                variables.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        String version = variables.getOrDefault("version", "");
        boolean mariaDb = version.toLowerCase(Locale.ROOT).contains("mariadb");
        ServerFlavor seen = mariaDb ? ServerFlavor.MARIADB : ServerFlavor.MYSQL;
        return new Server(flavor == null ? seen : flavor, version, variables);
    }

    /** The value of a variable, empty when the server has none of this name. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    boolean is(String variable, String value) {
        return variable(variable).equalsIgnoreCase(value);
    }

    boolean isMariaDb() {
        return flavor == ServerFlavor.MARIADB;
    }

    boolean hasGtids() {
        return isMariaDb() || is("gtid_mode", "ON");
    }

    /** What tells this server from another: MySQL makes a name up for itself, MariaDB has the administrator's number only. */
    String identity() {
        return isMariaDb() ? variable("server_id") : variable("server_uuid");
    }

    boolean hasChecksums() {
        return is("binlog_checksum", "CRC32");
    }

    /** Whether names of tables that differ in upper and lower case only are one; the log then has them in lower case. */
    boolean ignoresCase() {
        return !is("lower_case_table_names", "0");
    }

    /** Whether the log holds what cascades of foreign keys change: from MySQL 9.6 on the server does it, no longer the storage engine. */
    boolean logsCascades() {
        return is("innodb_native_foreign_keys", "OFF");
    }

    /** Whether the log names columns, labels and keys, so that it can be read without asking for them. */
    boolean logsFullMetadata() {
        return is("binlog_row_metadata", "FULL");
    }
}
