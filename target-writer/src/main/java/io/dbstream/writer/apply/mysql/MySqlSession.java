package io.dbstream.writer.apply.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A connection to the target, and what its server allows.
 *
 * @param rights of its user
 * @param database the one that the connection leads to
 * @param mostBytes the longest statement that the server takes
 * @param loads whether it takes bulk loads from its clients
 * @param foldsNames whether names of tables are the same in upper and lower case
 * @param checksForeignKeys whether it keeps foreign keys, and does what they say
 */
record MySqlSession(
        Connection connection,
        ServerFacts server,
        Rights rights,
        String database,
        long mostBytes,
        boolean loads,
        boolean foldsNames,
        boolean checksForeignKeys) {

    /**
     * Nothing is cut off or rounded to fit, zero is a number like others, and quotes and backslashes mean what they do everywhere. Zero
     * dates and days that do not exist pass, since sources have them.
     */
    static final String MODE = "'STRICT_ALL_TABLES,STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,"
            + "NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'";

    /** Each is set if the server has it. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("sql_mode", MODE),
            Map.entry("time_zone", "'+00:00'"),
            Map.entry("character_set_results", "utf8mb4"),
            // A transaction at the source may take as long as it likes, and a locked row is waited for.
            Map.entry("innodb_lock_wait_timeout", "100000000"),
            Map.entry("lock_wait_timeout", "31536000"),
            Map.entry("wait_timeout", "31536000"),
            Map.entry("net_read_timeout", "31536000"),
            Map.entry("net_write_timeout", "31536000"),
            Map.entry("max_statement_time", "0"),
            Map.entry("max_execution_time", "0"),
            Map.entry("idle_transaction_timeout", "0"),
            Map.entry("idle_write_transaction_timeout", "0"),
            Map.entry("unique_checks", "1"),
            Map.entry("check_constraint_checks", "1"),
            Map.entry("sql_safe_updates", "0"),
            Map.entry("sql_auto_is_null", "0"),
            Map.entry("completion_type", "0"),
            // A range of many values is still looked up in the index.
            Map.entry("range_optimizer_max_mem_size", "0"),
            Map.entry("in_predicate_conversion_threshold", "0")));

    /** Prepares the session, so that texts mean the same everywhere and nothing ends it before its time. */
    static MySqlSession of(Connection connection, Rights rights, boolean checksForeignKeys) throws SQLException {
        Map<String, String> before = variables(connection, String.join("','", SETTINGS.keySet()));
        List<String> wanted = new ArrayList<>();
        SETTINGS.forEach((name, value) -> {
            if (before.containsKey(name)) {
                wanted.add(name + " = " + value);
            }
        });
        wanted.add("foreign_key_checks = " + (checksForeignKeys ? "1" : "0"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION " + String.join(", SESSION ", wanted));
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE");
        }
        connection.commit();
        Map<String, String> facts = variables(connection, "max_allowed_packet','local_infile','lower_case_table_names");
        return new MySqlSession(
                connection,
                ServerFacts.of(connection),
                rights,
                connection.getCatalog(),
                Long.parseLong(facts.getOrDefault("max_allowed_packet", "1048576")),
                "ON".equalsIgnoreCase(facts.get("local_infile")),
                !"0".equals(facts.get("lower_case_table_names")),
                checksForeignKeys);
    }

    private static Map<String, String> variables(Connection connection, String names) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SHOW SESSION VARIABLES WHERE Variable_name IN ('" + names + "')")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
