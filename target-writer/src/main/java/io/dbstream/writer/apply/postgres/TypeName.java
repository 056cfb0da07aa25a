package io.dbstream.writer.apply.postgres;

/**
 * A type as PostgreSQL prints it.
 *
 * @param schema of a type that users or extensions have made; empty for those that come with PostgreSQL
 * @param name without the schema; of a type that comes with PostgreSQL everything that is printed
 * @param suffix what follows the name of a type with a schema: modifiers and brackets
 */
record TypeName(String schema, String name, String suffix) {
    /** Of a printed type in which all that do not come with PostgreSQL stand with their schema. */
    static TypeName of(String printed) {
        int dot = endOfIdentifier(printed, 0);
        if (dot >= printed.length() || printed.charAt(dot) != '.') {
            return new TypeName("", printed, "");
        }
        int end = endOfIdentifier(printed, dot + 1);
        return new TypeName(
                unquoted(printed.substring(0, dot)), unquoted(printed.substring(dot + 1, end)), printed.substring(end));
    }

    private static int endOfIdentifier(String text, int start) {
        int end = start;
        boolean quoted = false;
        while (end < text.length() && (quoted || ".([ ".indexOf(text.charAt(end)) < 0)) {
            quoted ^= text.charAt(end) == '"';
            end++;
        }
        return end;
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }

    boolean isBuiltIn() {
        return schema.isEmpty();
    }

    boolean isArray() {
        return suffix.endsWith("[]");
    }

    /** The same type in another schema. */
    TypeName in(String otherSchema) {
        return new TypeName(otherSchema, name, suffix);
    }

    /** The type of any length, precision and scale. */
    TypeName withoutModifier() {
        if (!isBuiltIn()) {
            return new TypeName(schema, name, suffix.replaceFirst("\\(.*\\)", ""));
        }
        String plain = name.replaceFirst("\\([^)]*\\)", "");
        boolean fields = plain.startsWith("interval ");
        return new TypeName("", fields ? "interval" + (plain.endsWith("[]") ? "[]" : "") : plain, "");
    }

    /** For statements. */
    String sql() {
        return isBuiltIn() ? name : TableName.quote(schema) + "." + TableName.quote(name) + suffix;
    }

    /** The type itself of which this may be an array, without modifier, for messages and statements about types. */
    String element() {
        return TableName.quote(schema) + "." + TableName.quote(name);
    }
}
