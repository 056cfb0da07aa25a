package io.dbstream.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Who the client says it is: a certificate and its key. They are checked before a server sees them, because a server rarely says what is
 * wrong; and shown to every server that asks, also if it asks for those of other authorities, because then at least it says that.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    private ClientIdentity(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    static ClientIdentity of(TlsFiles files) {
        X509Certificate[] chain = Certificates.of(files.certificate()).toArray(X509Certificate[]::new);
        ClientIdentity identity = new ClientIdentity(chain, ClientKey.of(files.key(), files.password()));
        identity.refuseExpired(files.certificate());
        if (!identity.holdsTogether()) {
            throw files.key().unusable("is not the key of the certificate in " + files.certificate(), null);
        }
        return identity;
    }

    private void refuseExpired(PemFile file) {
        try {
            chain[0].checkValidity();
        } catch (CertificateExpiredException e) {
            throw file.unusable(
                    "holds a certificate that expired on "
                            + chain[0].getNotAfter().toInstant() + ": have it renewed",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw file.unusable(
                    "holds a certificate that is valid only from "
                            + chain[0].getNotBefore().toInstant() + " on: check the clock of this machine",
                    e);
        }
    }

    private boolean holdsTogether() {
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
            signature.initVerify(chain[0].getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyTypes);
    }

    /** The caller tries one kind of key after another, and takes what comes back for one of that kind. */
    private @Nullable String choose(String[] keyTypes) {
        for (String type : keyTypes) {
            if (chain[0].getPublicKey().getAlgorithm().equals(type)) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}
