package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gives the target's enums the labels that those of a PostgreSQL source have got since. */
final class EnumTypes {
    private static final String LABELS = """
            SELECT e.enumlabel FROM pg_enum e
            JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = ? AND t.typname = ? ORDER BY e.enumsortorder""";

    private final Connection connection;
    private final OwnTransaction apart;

    EnumTypes(Connection connection, OwnTransaction apart) {
        this.connection = connection;
        this.apart = apart;
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
        SQLException failure = apart.attempt(statements);
        if (failure != null) {
            throw refusal(failure, type, statements);
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
