package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Looks into a client's key file for what PostgreSQL's driver wants to be told about it. */
final class ClientKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private ClientKey() {}

    /**
     * The algorithm of a PEM key; empty for the binary forms, which say it themselves.
     *
     * @throws StreamException of kind CONFIGURATION for a form that the driver cannot read, with the command that makes another of it
     */
    static Optional<String> algorithm(Path file) {
        String text = content(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin >= 0 && end > begin) {
            byte[] key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return List.of("RSA", "EC", "EdDSA").stream()
                    .filter(algorithm -> reads(algorithm, key))
                    .findFirst();
        }
        if (text.contains("PRIVATE KEY-----")) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The target's sslkey " + file
                            + " is in a form that cannot be read here: openssl pkcs8 -topk8 -nocrypt -in " + file
                            + " -out <new file> makes one that can");
        }
        return Optional.empty();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new StreamException(ErrorKind.CONFIGURATION, "The target's sslkey cannot be read: " + file, e);
        }
    }

    private static boolean reads(String algorithm, byte[] key) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
