package io.dbstream.sandbox.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A certificate and its key, in the forms in which openssl writes them. */
public final class IssuedCertificate {
    private static final String P256 = "1.2.840.10045.3.1.7";
    /** RFC 8018. */
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    private static final String ENCRYPTION = "PBEWithHmacSHA256AndAES_256";
    /** Of a key of RSA in PKCS#8, what stands before the older form that it holds. */
    private static final int RSA_HEADER = 26;

    private final byte[] certificate;
    private final PrivateKey key;

    IssuedCertificate(byte[] certificate, KeyPair pair) {
        this.certificate = certificate;
        this.key = pair.getPrivate();
    }

    /** In PEM. */
    public String certificate() {
        return pem("CERTIFICATE", certificate);
    }

    /** {@code BEGIN PRIVATE KEY}. */
    public String key() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** {@code BEGIN RSA PRIVATE KEY} or {@code BEGIN EC PRIVATE KEY}. */
    public String traditionalKey() {
        if (key instanceof ECPrivateKey elliptic) {
            byte[] secret = elliptic.getS().toByteArray();
            byte[] fixed = new byte[32];
            int length = Math.min(secret.length, fixed.length);
            System.arraycopy(secret, secret.length - length, fixed, fixed.length - length, length);
            return pem(
                    "EC PRIVATE KEY",
                    Asn1.sequence(
                            Asn1.integer(BigInteger.ONE), Asn1.octets(fixed), Asn1.tagged(0, Asn1.identifier(P256))));
        }
        byte[] encoded = key.getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, RSA_HEADER, encoded.length));
    }

    /** {@code BEGIN ENCRYPTED PRIVATE KEY}. */
    public String encryptedKey(String password) {
        try {
            Cipher cipher = Cipher.getInstance(ENCRYPTION);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(new PBEKeySpec(password.toCharArray())));
            byte[] algorithm =
                    Asn1.sequence(Asn1.identifier(PBES2), cipher.getParameters().getEncoded());
            byte[] encrypted = Asn1.octets(cipher.doFinal(key.getEncoded()));
            return pem("ENCRYPTED PRIVATE KEY", Asn1.sequence(algorithm, encrypted));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the certificate and its key to {@code <name>.crt} and {@code <name>.key}, the latter for nobody else to read. */
    public void write(Path directory, String name) {
        try {
            Files.writeString(directory.resolve(name + ".crt"), certificate());
            Path file = Files.writeString(directory.resolve(name + ".key"), key());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }
}
