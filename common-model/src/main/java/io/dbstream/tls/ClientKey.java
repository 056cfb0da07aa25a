package io.dbstream.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Reads the key of a client's certificate, in each of the forms that openssl writes. */
final class ClientKey {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN ((?:[A-Z0-9]+ )?)PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----", Pattern.DOTALL);
    /** Java wants to be told the algorithm, although the form names it. */
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private final PemFile file;
    private final String password;

    private ClientKey(PemFile file, String password) {
        this.file = file;
        this.password = password;
    }

    static PrivateKey of(PemFile file, String password) {
        return new ClientKey(file, password).read();
    }

    private PrivateKey read() {
        byte[] content = file.content();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher matcher = PEM.matcher(text);
        if (!matcher.find()) {
            if (text.contains("-----BEGIN") || content.length == 0 || content[0] != Der.SEQUENCE) {
                throw file.unusable("holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)", null);
            }
            return plain(content);
        }
        if (matcher.group(2).contains("ENCRYPTED")) {
            throw file.unusable("is encrypted in openssl's old form; " + withoutPassword(), null);
        }
        byte[] encoded = decoded(matcher.group(2));
        return switch (matcher.group(1)) {
            case "" -> plain(encoded);
            case "RSA " -> plain(Der.pkcs8OfRsa(encoded));
            case "EC " -> plain(ecToPkcs8(encoded));
            case "ENCRYPTED " -> decrypted(encoded);
            default ->
                throw file.unusable(
                        "holds a key of the kind " + matcher.group(1).strip()
                                + ", which is not known here: use RSA, EC or Ed25519",
                        null);
        };
    }

    private byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private byte[] ecToPkcs8(byte[] encoded) {
        try {
            return Der.pkcs8OfEc(encoded);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private PrivateKey plain(byte[] pkcs8) {
        GeneralSecurityException failure = new InvalidKeySpecException("no algorithm fits");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                failure = e;
            }
        }
        throw damaged(failure);
    }

    private PrivateKey decrypted(byte[] encoded) {
        if (password.isEmpty()) {
            throw file.unusable("is encrypted; " + withoutPassword(), null);
        }
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(encoded);
            // The parameters of PBES2 print themselves as the name that Java knows the algorithm by.
            String algorithm = encrypted.getAlgName().equals("PBES2")
                    ? encrypted.getAlgParameters().toString()
                    : encrypted.getAlgName();
            PBEKeySpec secret = new PBEKeySpec(password.toCharArray());
            return plain(encrypted
                    .getKeySpec(SecretKeyFactory.getInstance(algorithm).generateSecret(secret))
                    .getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw file.unusable("cannot be decrypted with the password given; " + withoutPassword(), e);
        }
    }

    private String withoutPassword() {
        return "openssl pkcs8 -topk8 -nocrypt -in " + file.named() + " -out <new file> makes one without a password";
    }

    private RuntimeException damaged(Exception cause) {
        return file.unusable("holds a private key that is damaged or of an algorithm not known here", cause);
    }
}
