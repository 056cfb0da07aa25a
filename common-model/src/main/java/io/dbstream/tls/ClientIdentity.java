package io.dbstream.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Who the client says it is: a certificate and its key, checked before a server sees them, because a server rarely says what is wrong. */
final class ClientIdentity {
    private ClientIdentity() {}

    static KeyManager[] of(TlsFiles files) {
        List<X509Certificate> chain = Certificates.of(files.certificate());
        PrivateKey key = ClientKey.of(files.key(), files.password());
        refuseExpired(files.certificate(), chain.getFirst());
        if (!belongTogether(chain.getFirst().getPublicKey(), key)) {
            throw files.key().unusable("is not the key of the certificate in " + files.certificate(), null);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key, new char[0], chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw files.certificate().unusable("cannot be used: " + e.getMessage(), e);
        }
    }

    private static void refuseExpired(PemFile file, X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw file.unusable(
                    "holds a certificate that expired on "
                            + certificate.getNotAfter().toInstant() + ": have it renewed",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw file.unusable(
                    "holds a certificate that is valid only from "
                            + certificate.getNotBefore().toInstant() + " on: check the clock of this machine",
                    e);
        }
    }

    private static boolean belongTogether(PublicKey certified, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            byte[] anything = {1, 2, 3};
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
