package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what to do about a type of the source that the target lacks and that dbstream cannot make. */
final class MissingType {
    /** The extensions whose types are met most. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("citext", "citext"),
            Map.entry("hstore", "hstore"),
            Map.entry("ltree", "ltree"),
            Map.entry("lquery", "ltree"),
            Map.entry("ltxtquery", "ltree"),
            Map.entry("cube", "cube"),
            Map.entry("seg", "seg"),
            Map.entry("isbn", "isn"),
            Map.entry("isbn13", "isn"),
            Map.entry("issn", "isn"),
            Map.entry("ean13", "isn"),
            Map.entry("upc", "isn"),
            Map.entry("geometry", "postgis"),
            Map.entry("geography", "postgis"),
            Map.entry("raster", "postgis_raster"),
            Map.entry("vector", "vector"),
            Map.entry("halfvec", "vector"),
            Map.entry("sparsevec", "vector"));

    private MissingType() {}

    static StreamException of(TypeName type, Column column, TableName table) {
        return new StreamException(
                ErrorKind.PREREQUISITE,
                "The target lacks the type " + type.schema() + "." + type.name() + " of column \"" + column.name()
                        + "\" of table " + table + ": " + remedy(type)
                        + ", or make the table yourself with a column of type text");
    }

    private static String remedy(TypeName type) {
        @Nullable String extension = EXTENSIONS.get(type.name());
        return extension == null
                ? "make it there as the source has it (CREATE TYPE " + type.element() + " AS ...)"
                : "CREATE EXTENSION " + extension;
    }
}
