package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gives the target's enums the labels that those of a PostgreSQL source have got since. */
final class EnumTypes {
    private static final String LABELS = """
            SELECT e.enumlabel FROM pg_enum e
            JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = ? AND t.typname = ? ORDER BY e.enumsortorder""";

    private static final String UNDEFINED_OBJECT = "42704";

    private final Connection connection;
    private final Transaction transaction;
    private final Supplier<Connection> another;

    /** @param another makes one more connection to the same target, without a transaction */
    EnumTypes(Connection connection, Transaction transaction, Supplier<Connection> another) {
        this.connection = connection;
        this.transaction = transaction;
        this.another = another;
    }

    /** The statement that makes an enum. */
    static String creation(TypeName type, List<String> labels) {
        return "CREATE TYPE " + type.sql() + " AS ENUM ("
                + labels.stream().map(EnumTypes::literal).collect(Collectors.joining(", ")) + ")";
    }

    /** Adds the labels that the type lacks, each where the source has it; the type exists. */
    void complete(TypeName type, List<String> labels) throws SQLException {
        List<String> statements = additions(type, labels, present(type));
        if (statements.isEmpty()) {
            return;
        }
        try {
            addForAll(statements);
        } catch (SQLException e) {
            if (!UNDEFINED_OBJECT.equals(e.getSQLState())) {
                throw refusal(e, type, statements);
            }
            // Nobody else sees the type yet: it was made in the open transaction, which therefore may use new labels
            // too.
            for (String statement : statements) {
                transaction.runUnguarded(() -> transaction.execute(statement));
            }
        }
    }

    /** A transaction cannot use the labels that it has added to an older type, so another one adds them. */
    private void addForAll(List<String> statements) throws SQLException {
        try (Connection other = another.get()) {
            other.setAutoCommit(true);
            try (Statement statement = other.createStatement()) {
                for (String addition : statements) {
                    statement.execute(addition);
                }
            }
        }
    }

    private static List<String> additions(TypeName type, List<String> labels, List<String> present) {
        List<String> statements = new ArrayList<>();
        List<String> known = new ArrayList<>(present);
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (known.contains(label)) {
                continue;
            }
            String place = "";
            if (i > 0) {
                place = " AFTER " + literal(labels.get(i - 1));
            } else if (!known.isEmpty()) {
                place = " BEFORE " + literal(known.getFirst());
            }
            statements.add("ALTER TYPE " + type.sql() + " ADD VALUE IF NOT EXISTS " + literal(label) + place);
            known.add(label);
        }
        return statements;
    }

    private List<String> present(TypeName type) throws SQLException {
        List<String> labels = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LABELS)) {
            statement.setString(1, type.schema());
            statement.setString(2, type.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    labels.add(rows.getString(1));
                }
            }
        }
        return labels;
    }

    private static StreamException refusal(SQLException e, TypeName type, List<String> statements) {
        if (PostgresErrors.isMissingRight(e)) {
            return new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target's type " + type.schema() + "." + type.name()
                            + " lacks labels that the source's has, and only its owner may add them: "
                            + String.join("; ", statements));
        }
        return PostgresErrors.of(e, "Adding labels to the target's type " + type.schema() + "." + type.name(), null);
    }

    private static String literal(String label) {
        return "'" + label.replace("'", "''") + "'";
    }
}
