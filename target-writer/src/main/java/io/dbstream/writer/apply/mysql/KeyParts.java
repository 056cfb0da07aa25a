package io.dbstream.writer.apply.mysql;

import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of a table to be made, its columns' types made to fit into an index: {@code (`a`, `b`(700))}. */
final class KeyParts {
    private static final int MOST_BYTES = 3072;

    private final List<String> parts = new ArrayList<>();

    private KeyParts() {}

    /**
     * Fits the types of the key's columns.
     *
     * @param types of all columns; those of the key are replaced
     */
    static KeyParts fitInto(List<MySqlType> types, TableSchema schema, MySqlTypes all, TableName name) {
        List<Integer> beginnings = new ArrayList<>();
        List<Integer> flexible = new ArrayList<>();
        int room = MOST_BYTES;
        for (int index : schema.key()) {
            MySqlType declared = all.declared(schema.columns().get(index));
            MySqlType type = types.get(index);
            if (declared != null && declared.isText() && type.isText()) {
                type = Collations.knownExactly(type.in(declared.characterSet(), declared.collation()), all.server());
                types.set(index, type);
            }
            if (declared != null && type.isLong()) {
                beginnings.add(index);
            } else if (isFlexible(type) && !isAsDeclared(type, declared)) {
                flexible.add(index);
            } else {
                room -= type.keyBytes();
            }
        }
        if (beginnings.size() > 1) {
            throw TableCreation.impossible(
                    name,
                    "its key is over the beginnings of several long columns, whose lengths only the source knows:"
                            + " make the table yourself");
        }
        shrink(types, flexible, room, all, name);
        return parts(types, schema, beginnings);
    }

    /** What fits into an index of the source fits into one here. */
    private static boolean isAsDeclared(MySqlType type, @Nullable MySqlType declared) {
        return declared != null && type.sql().equals(declared.sql());
    }

    private static boolean isFlexible(MySqlType type) {
        return type.isLong()
                || type.name().equals("json")
                || type.name().equals("varchar")
                || type.name().equals("varbinary");
    }

    /** Shares the room among columns, so that those that need less than their part leave the rest to the others. */
    private static void shrink(
            List<MySqlType> types, List<Integer> flexible, int room, MySqlTypes all, TableName name) {
        List<Integer> waiting = new ArrayList<>(flexible);
        waiting.sort((one, other) -> Integer.compare(need(types.get(one)), need(types.get(other))));
        int left = room;
        for (int done = 0; done < waiting.size(); done++) {
            int index = waiting.get(done);
            MySqlType type = types.get(index);
            int share = left / (waiting.size() - done);
            if (need(type) > share) {
                type = type.isBytes() ? MySqlType.of("varbinary", share) : all.text("varchar", share / 4);
                types.set(index, type);
            }
            if (type.length() < 1 && share < 4) {
                throw TableCreation.impossible(name, "keys have at most " + MOST_BYTES + " bytes");
            }
            left -= type.keyBytes();
        }
    }

    private static int need(MySqlType type) {
        return type.isLong() || type.name().equals("json") ? Integer.MAX_VALUE : type.keyBytes();
    }

    /** A key over the beginning of a column is unique over a longer beginning too: over as much of it as there is room for. */
    private static KeyParts parts(List<MySqlType> types, TableSchema schema, List<Integer> beginnings) {
        KeyParts key = new KeyParts();
        int others = schema.key().stream()
                .filter(index -> !beginnings.contains(index))
                .mapToInt(index -> types.get(index).keyBytes())
                .sum();
        for (int index : schema.key()) {
            String column = TableName.quote(schema.columns().get(index).name());
            if (beginnings.contains(index)) {
                MySqlType type = types.get(index);
                int width = type.isBytes() ? 1 : CharacterSets.longest(type.characterSet());
                long most = Math.min((MOST_BYTES - others) / width, type.bytes() / width);
                column += "(" + most + ")";
            }
            key.parts.add(column);
        }
        return key;
    }

    String sql() {
        return String.join(", ", parts);
    }
}
