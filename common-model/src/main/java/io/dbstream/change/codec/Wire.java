package io.dbstream.change.codec;

import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORReadFeature;

/** The numbers of the wire format, version 1. */
final class Wire {
    static final int VERSION = 1;

    static final int TABLE = 0;
    static final int INSERT = 1;
    static final int UPDATE = 2;
    static final int DELETE = 3;
    static final int TRUNCATE = 4;
    static final int SCHEMA_CHANGE = 5;
    static final int COMMIT = 6;
    static final int DISCARD = 7;

    /** CBOR's {@code undefined}: a column that the log did not carry. */
    static final byte UNDEFINED = (byte) 0xF7;

    static final CBORFactory CBOR = CBORFactory.builder()
            .enable(CBORReadFeature.READ_UNDEFINED_AS_EMBEDDED_OBJECT)
            .build();

    private Wire() {}
}
