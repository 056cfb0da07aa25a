package io.dbstream.tls;

/** How far a server must prove who it is. */
public enum Verification {
    /** Whoever answers is taken for the server. */
    NONE,
    /** Its certificate leads to an authority that is trusted, whatever host it names. */
    AUTHORITY,
    /** Its certificate leads to an authority that is trusted, and names the host that was connected to. */
    HOST
}
