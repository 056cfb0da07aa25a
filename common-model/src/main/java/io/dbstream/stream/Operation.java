package io.dbstream.stream;

/** What a filter lets through. A truncate goes where deletes go. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE
}
