package io.dbstream.change.codec;

import static tools.jackson.core.JsonToken.END_ARRAY;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Binary;
import io.dbstream.schema.DataType.Bit;
import io.dbstream.schema.DataType.Bool;
import io.dbstream.schema.DataType.Bytes;
import io.dbstream.schema.DataType.Char;
import io.dbstream.schema.DataType.Date;
import io.dbstream.schema.DataType.DateTime;
import io.dbstream.schema.DataType.Decimal;
import io.dbstream.schema.DataType.Enumeration;
import io.dbstream.schema.DataType.FloatingPoint;
import io.dbstream.schema.DataType.Geometry;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.DataType.Json;
import io.dbstream.schema.DataType.LabelSet;
import io.dbstream.schema.DataType.Numeric;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.DataType.Text;
import io.dbstream.schema.DataType.Time;
import io.dbstream.schema.DataType.Timestamp;
import io.dbstream.schema.DataType.Uuid;
import io.dbstream.schema.DataType.Varchar;
import io.dbstream.schema.DataType.Year;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** How a table's schema stands in a bundle: once, before the first event that refers to it. */
final class SchemaCodec {
    private SchemaCodec() {}

    static void write(CBORGenerator cbor, int reference, TableSchema table) {
        cbor.writeStartArray(null, 6);
        cbor.writeNumber(Wire.TABLE);
        cbor.writeNumber(reference);
        cbor.writeString(table.id().namespace());
        cbor.writeString(table.id().name());
        cbor.writeStartArray(null, table.columns().size());
        for (Column column : table.columns()) {
            boolean declared = !column.declared().isEmpty();
            cbor.writeStartArray(null, declared ? 4 : 3);
            cbor.writeString(column.name());
            type(cbor, column.type());
            cbor.writeBoolean(column.nullable());
            if (declared) {
                cbor.writeString(column.declared());
            }
            cbor.writeEndArray();
        }
        cbor.writeEndArray();
        cbor.writeStartArray(null, table.key().size());
        for (int index : table.key()) {
            cbor.writeNumber(index);
        }
        cbor.writeEndArray();
        cbor.writeEndArray();
    }

    /** Reads what follows the reference, up to and with the end of the table's array. */
    static TableSchema read(Tokens tokens) {
        TableId id = new TableId(tokens.string(), tokens.string());
        List<Column> columns = new ArrayList<>();
        tokens.startArray();
        while (tokens.next() != END_ARRAY) {
            String name = tokens.string();
            DataType type = type(tokens);
            boolean nullable = tokens.bool();
            columns.add(new Column(name, type, nullable, declared(tokens)));
        }
        List<Integer> key = new ArrayList<>();
        tokens.startArray();
        while (tokens.next() != END_ARRAY) {
            key.add(tokens.parser().getIntValue());
        }
        tokens.endArray();
        return new TableSchema(id, columns, key);
    }

    /** Reads up to and with the end of the column's array. */
    private static String declared(Tokens tokens) {
        if (tokens.next() == END_ARRAY) {
            return "";
        }
        String declared = tokens.parser().getString();
        tokens.endArray();
        return declared;
    }

    private static void type(CBORGenerator cbor, DataType type) {
        cbor.writeStartArray();
        switch (type) {
            case Bool bool -> cbor.writeString("bool");
            case Int number -> {
                cbor.writeString("int");
                cbor.writeNumber(number.bits());
                cbor.writeBoolean(number.unsigned());
            }
            case Decimal decimal -> {
                cbor.writeString("decimal");
                cbor.writeNumber(decimal.precision());
                cbor.writeNumber(decimal.scale());
                cbor.writeBoolean(decimal.unsigned());
            }
            case Numeric number -> cbor.writeString("numeric");
            case FloatingPoint number -> sized(cbor, "float", number.bits());
            case Char text -> sized(cbor, "char", text.length());
            case Varchar text -> sized(cbor, "varchar", text.length());
            case Text text -> cbor.writeString("text");
            case Binary bytes -> sized(cbor, "binary", bytes.length());
            case Bytes bytes -> cbor.writeString("bytes");
            case Bit bits -> sized(cbor, "bit", bits.length());
            case Date date -> cbor.writeString("date");
            case Time time -> sized(cbor, "time", time.fraction());
            case DateTime time -> sized(cbor, "datetime", time.fraction());
            case Timestamp time -> sized(cbor, "timestamp", time.fraction());
            case Year year -> cbor.writeString("year");
            case Enumeration labels -> labelled(cbor, "enum", labels.labels());
            case LabelSet labels -> labelled(cbor, "set", labels.labels());
            case Json json -> cbor.writeString("json");
            case Uuid uuid -> cbor.writeString("uuid");
            case Geometry shape -> cbor.writeString("geometry");
            case Other other -> cbor.writeString("other");
        }
        cbor.writeEndArray();
    }

    private static void sized(CBORGenerator cbor, String name, int size) {
        cbor.writeString(name);
        cbor.writeNumber(size);
    }

    private static void labelled(CBORGenerator cbor, String name, List<String> labels) {
        cbor.writeString(name);
        cbor.writeStartArray(null, labels.size());
        for (String label : labels) {
            cbor.writeString(label);
        }
        cbor.writeEndArray();
    }

    private static DataType type(Tokens tokens) {
        tokens.startArray();
        String name = tokens.string();
        DataType type = switch (name) {
            case "bool" -> new Bool();
            case "int" -> new Int(tokens.integer(), tokens.bool());
            case "decimal" -> new Decimal(tokens.integer(), tokens.integer(), tokens.bool());
            case "numeric" -> new Numeric();
            case "float" -> new FloatingPoint(tokens.integer());
            case "char" -> new Char(tokens.integer());
            case "varchar" -> new Varchar(tokens.integer());
            case "text" -> new Text();
            case "binary" -> new Binary(tokens.integer());
            case "bytes" -> new Bytes();
            case "bit" -> new Bit(tokens.integer());
            case "date" -> new Date();
            case "time" -> new Time(tokens.integer());
            case "datetime" -> new DateTime(tokens.integer());
            case "timestamp" -> new Timestamp(tokens.integer());
            case "year" -> new Year();
            case "enum" -> new Enumeration(labels(tokens));
            case "set" -> new LabelSet(labels(tokens));
            case "json" -> new Json();
            case "uuid" -> new Uuid();
            case "geometry" -> new Geometry();
            case "other" -> new Other();
            default -> throw tokens.malformed("column type " + name + " is not known to this version");
        };
        tokens.endArray();
        return type;
    }

    private static List<String> labels(Tokens tokens) {
        List<String> labels = new ArrayList<>();
        tokens.startArray();
        while (tokens.next() != END_ARRAY) {
            labels.add(tokens.parser().getString());
        }
        return labels;
    }
}
