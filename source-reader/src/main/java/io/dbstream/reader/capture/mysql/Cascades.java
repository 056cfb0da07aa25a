package io.dbstream.reader.capture.mysql;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The foreign keys by which rows of selected tables change without a trace: what a cascade does is not logged, because the storage engine
 * does it by itself. A stream goes on beside them only when the target does the same.
 */
final class Cascades {
    // Of the rules themselves MariaDB tells in its catalogue only those who may also write to the table.
    private static final String FOREIGN_KEYS = "SELECT DISTINCT table_schema, table_name, constraint_name,"
            + " referenced_table_schema, referenced_table_name FROM information_schema.key_column_usage"
            + " WHERE table_schema = ? AND referenced_table_name IS NOT NULL ORDER BY 1, 2, 3";

    private final TableSelection selection;
    private final boolean targetCascades;

    /** @param targetCascades whether the user says that the target's tables have the same foreign keys */
    Cascades(TableSelection selection, boolean targetCascades) {
        this.selection = selection;
        this.targetCascades = targetCascades;
    }

    private record ForeignKey(TableId child, String name, TableId parent) {}

    /**
     * One rule of a foreign key.
     *
     * @param cause what happens to a row of the parent table
     * @param effect what follows in the child table
     * @param words as SQL says it
     */
    record Rule(Operation cause, Operation effect, String words) {}

    /** What speaks against the stream, each with what mends it. */
    List<String> objections(Connection connection, Server server) throws SQLException {
        List<String> objections = new ArrayList<>();
        if (server.logsCascades()) {
            return objections;
        }
        Map<TableId, Map<String, List<Rule>>> rules = new LinkedHashMap<>();
        for (ForeignKey key : foreignKeys(connection)) {
            if (!rules.containsKey(key.child())) {
                rules.put(key.child(), rules(createTable(connection, key.child())));
            }
            for (Rule rule : rules.get(key.child()).getOrDefault(key.name(), List.of())) {
                if (selection.operations(key.child()).contains(rule.effect())) {
                    objections.addAll(objections(key, rule));
                }
            }
        }
        return objections;
    }

    private List<String> objections(ForeignKey key, Rule rule) {
        String finding = "the foreign key " + key.name() + " of " + key.child() + " changes rows " + rule.words()
                + ", which the source does not log ";
        if (!targetCascades) {
            return List.of(finding + "(set source.settings.cascades to target if the target's tables have the same"
                    + " foreign keys and so do the same, or drop the rule)");
        }
        if (!selection.operations(key.parent()).contains(rule.cause())) {
            return List.of(finding + "and the target cannot do either, because the filter leaves out what happens to "
                    + key.parent() + " (add this table, or drop the rule)");
        }
        return List.of();
    }

    private List<ForeignKey> foreignKeys(Connection connection) throws SQLException {
        List<ForeignKey> keys = new ArrayList<>();
        for (String namespace : selection.namespaces()) {
            try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS)) {
                statement.setString(1, namespace);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        TableId child = new TableId(rows.getString(1), rows.getString(2));
                        TableId parent = new TableId(rows.getString(4), rows.getString(5));
                        if (selection.selects(child)) {
                            keys.add(new ForeignKey(child, rows.getString(3), parent));
                        }
                    }
                }
            }
        }
        return keys;
    }

    private static String createTable(Connection connection, TableId table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + InformationSchema.quoted(table))) {
            row.next();
            return row.getString(2);
        }
    }

    /** The rules that change rows, by the names of their foreign keys. */
    static Map<String, List<Rule>> rules(String createTable) {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        List<String> words = LoggedStatement.words(createTable);
        List<Rule> current = new ArrayList<>();
        for (int i = 0; i + 2 < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("CONSTRAINT")) {
                current = new ArrayList<>();
                rules.put(LoggedStatement.name(words, i + 1), current);
            } else if (word.equals("ON") && Set.of("CASCADE", "SET").contains(words.get(i + 2))) {
                rule(words.get(i + 1), words.get(i + 2), current);
            }
        }
        return rules;
    }

    private static void rule(String event, String action, List<Rule> into) {
        String words = "ON " + event + " " + (action.equals("SET") ? "SET NULL" : action);
        switch (event) {
            case "DELETE" ->
                into.add(new Rule(Operation.DELETE, action.equals("SET") ? Operation.UPDATE : Operation.DELETE, words));
            case "UPDATE" -> into.add(new Rule(Operation.UPDATE, Operation.UPDATE, words));
            default -> {
                // A column may be called so, or take a clause such as ON UPDATE CURRENT_TIMESTAMP.
            }
        }
    }
}
