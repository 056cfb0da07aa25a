package io.dbstream.endtoend;

import java.util.Locale;

/** What a stream may have at either end. */
public enum Kind {
    MYSQL,
    MARIADB,
    POSTGRESQL;

    static Kind of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    public boolean isMySql() {
        return this != POSTGRESQL;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
