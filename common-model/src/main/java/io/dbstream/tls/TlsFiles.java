package io.dbstream.tls;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/**
 * The files of an encrypted connection.
 *
 * @param authorities whose certificates are trusted; none for those that Java trusts
 * @param certificate the client's certificate, and those that lead to its authority
 * @param key the key of the client's certificate
 * @param password of an encrypted key; empty for none
 */
public record TlsFiles(PemFile authorities, PemFile certificate, PemFile key, String password) {
    public TlsFiles {
        if (certificate.isNamed() != key.isNamed()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    certificate.setting() + " and " + key.setting() + " belong together: set both, or neither");
        }
    }

    boolean hasIdentity() {
        return certificate.isNamed();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsFiles[" + authorities + ", " + certificate + ", " + key + "]";
    }
}
