package io.dbstream.writer.apply.postgres;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType.Numeric;
import io.dbstream.schema.TableId;
import io.dbstream.writer.apply.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where the target has the types of the source's columns, when the source is a PostgreSQL too: those that come with it everywhere, those of
 * users where the tables of their schema are, those of extensions wherever the extension is.
 */
final class SourceTypes {
    private static final String SCHEMA = """
            SELECT n.nspname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typname = ? AND (n.nspname IN (?, ?) OR EXISTS (
                SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'))
            ORDER BY n.nspname = ? DESC, n.nspname = ? DESC LIMIT 1""";

    /** The first version that prints the bytes of "char" in octal digits, and reads these. */
    private static final int ESCAPED_CHARACTERS = 16;

    /** The first version with numbers of any scale. */
    private static final int ANY_SCALE = 15;

    private final Connection connection;
    private final TableMapping mapping;
    private final String currentSchema;
    private final boolean sameFamily;

    /** @param sameFamily whether the source is a PostgreSQL */
    SourceTypes(Connection connection, TableMapping mapping, String currentSchema, boolean sameFamily) {
        this.connection = connection;
        this.mapping = mapping;
        this.currentSchema = currentSchema;
        this.sameFamily = sameFamily;
    }

    /** The column's own type by its name at the target, which may lack it; null when only the shared type counts. */
    @Nullable
    TypeName exact(Column column) throws SQLException {
        if (!sameFamily || column.declared().isEmpty()) {
            return null;
        }
        TypeName declared = TypeName.of(column.declared());
        if (declared.isBuiltIn()) {
            return isUnknownScale(column) ? TypeName.of("numeric") : declared;
        }
        String home = home(declared);
        String found = schema(declared, home);
        return declared.in(found == null ? home : found);
    }

    /** Whether the column has a scale below zero or above its precision, at a target that does not know such yet. */
    private boolean isUnknownScale(Column column) throws SQLException {
        return column.type() instanceof Numeric
                && column.declared().startsWith("numeric(")
                && connection.getMetaData().getDatabaseMajorVersion() < ANY_SCALE;
    }

    /** Whether the target knows how newer servers print bytes above 127 of the type {@code "char"}. */
    boolean knowsEscapedCharacters() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= ESCAPED_CHARACTERS;
    }

    /** Whether the target has the type. */
    boolean has(TypeName type) throws SQLException {
        return type.isBuiltIn() || type.schema().equals(schema(type, type.schema()));
    }

    /** Where a type of the source belongs: with the tables of its schema. */
    private String home(TypeName declared) {
        String schema =
                mapping.target(new TableId(declared.schema(), declared.name())).namespace();
        return schema.isEmpty() ? currentSchema : schema;
    }

    private @Nullable String schema(TypeName type, String home) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SCHEMA)) {
            statement.setString(1, type.name());
            statement.setString(2, home);
            statement.setString(3, type.schema());
            statement.setString(4, home);
            statement.setString(5, type.schema());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
