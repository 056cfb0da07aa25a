package io.dbstream.reader.capture.mysql;

import io.dbstream.schema.TableId;
import java.nio.charset.StandardCharsets;

/**
 * What a TABLE_MAP event says of the table that the next rows events belong to.
 *
 * @param types the type code of each column
 * @param parameters what the log says beside the code
 * @param nullable whether the column accepts NULL
 * @param metadata what {@code binlog_row_metadata} adds; much or nothing
 */
record TableMap(TableId table, int[] types, int[] parameters, boolean[] nullable, TableMetadata metadata) {

    int columns() {
        return types.length;
    }

    /** The name of the table, read from the start of the event's body behind the table's number. */
    static TableId name(EventBytes in) {
        in.skip(2);
        String database = in.text(in.uint8(), StandardCharsets.UTF_8);
        in.skip(1);
        String table = in.text(in.uint8(), StandardCharsets.UTF_8);
        in.skip(1);
        return new TableId(database, table);
    }

    /**
     * The rest of the event, behind the name.
     *
     * @param mariaDb whether MariaDB wrote it
     */
    static TableMap read(TableId table, EventBytes in, boolean mariaDb) {
        int columns = in.packedInt();
        int[] types = new int[columns];
        for (int i = 0; i < columns; i++) {
            types[i] = in.uint8();
        }
        EventBytes parameterBytes = new EventBytes(in.copy(in.packedInt()));
        int[] parameters = new int[columns];
        for (int i = 0; i < columns; i++) {
            parameters[i] = parameter(types, i, parameterBytes);
        }
        boolean[] nullable = new boolean[columns];
        int bits = in.take((columns + 7) / 8);
        for (int i = 0; i < columns; i++) {
            nullable[i] = (in.array()[bits + i / 8] & 1 << i % 8) != 0;
        }
        return new TableMap(table, types, parameters, nullable, TableMetadata.read(in, types, mariaDb));
    }

    private static int parameter(int[] types, int column, EventBytes in) {
        return switch (types[column]) {
            case WireType.FLOAT,
                    WireType.DOUBLE,
                    WireType.TINY_BLOB,
                    WireType.MEDIUM_BLOB,
                    WireType.LONG_BLOB,
                    WireType.BLOB,
                    WireType.BLOB_COMPRESSED,
                    WireType.JSON,
                    WireType.GEOMETRY,
                    WireType.VECTOR,
                    WireType.TIME2,
                    WireType.DATETIME2,
                    WireType.TIMESTAMP2 -> in.uint8();
            case WireType.VARCHAR,
                    WireType.VARCHAR_COMPRESSED,
                    WireType.VAR_STRING,
                    WireType.BIT,
                    WireType.NEWDECIMAL -> in.uint16();
            case WireType.STRING, WireType.ENUM, WireType.SET -> stringParameter(types, column, in);
            default -> 0;
        };
    }

    /**
     * Enums and sets call themselves strings and say here what they are; a string of more than 255 bytes hides two bits of its
     * length in the type code ({@code Field_string::do_save_field_metadata} of the server).
     */
    private static int stringParameter(int[] types, int column, EventBytes in) {
        int type = in.uint8();
        int length = in.uint8();
        if (type == WireType.ENUM || type == WireType.SET) {
            types[column] = type;
            return length;
        }
        return length | ((type & 0x30) ^ 0x30) << 4;
    }

    /** Whether the log itself names the columns and their labels. */
    boolean isSelfContained() {
        return metadata.names() != null;
    }
}
