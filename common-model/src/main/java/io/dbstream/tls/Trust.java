package io.dbstream.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Java's own judgement of a server's certificate, with reasons that tell an operator what to do. */
final class Trust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final PemFile authorities;
    private final boolean host;

    private Trust(X509ExtendedTrustManager judge, PemFile authorities, boolean host) {
        this.judge = judge;
        this.authorities = authorities;
        this.host = host;
    }

    /**
     * Trust in the certificates of a file.
     *
     * @param host whether the server's certificate must name the host; the name is that which the socket was made with
     */
    static Trust in(PemFile authorities, boolean host) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities.isNamed() ? store(authorities) : null);
            X509ExtendedTrustManager judge = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            return new Trust(judge, authorities, host);
        } catch (GeneralSecurityException | IOException e) {
            throw authorities.unusable("cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(PemFile authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : Certificates.of(authorities)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge(chain, () -> judge.checkServerTrusted(chain, type, socket));
        if (host && socket instanceof SSLSocket encrypted) {
            // Asked for here, because not every driver does it; what the judge reads are the parameters of this moment.
            encrypted.setSSLParameters(demandingHost(encrypted.getSSLParameters()));
            name(chain, () -> judge.checkServerTrusted(chain, type, socket));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge(chain, () -> judge.checkServerTrusted(chain, type, engine));
        if (host) {
            engine.setSSLParameters(demandingHost(engine.getSSLParameters()));
            name(chain, () -> judge.checkServerTrusted(chain, type, engine));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (host) {
            throw new CertificateException("without a connection there is no host to compare");
        }
        judge(chain, () -> judge.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }

    private static SSLParameters demandingHost(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private void judge(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
            // Java asks no more of a certificate that is itself among those trusted.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw new Refusal(reason(chain, e), e);
        }
    }

    private static void name(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
        } catch (CertificateException e) {
            throw new Refusal(
                    "the server's certificate is not for the host that was connected to, but for " + names(chain[0])
                            + ": connect by such a name, or give the server a certificate that names its host",
                    e);
        }
    }

    private String reason(X509Certificate[] chain, CertificateException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException expired -> {
                    return "the server's certificate has expired (" + expired.getMessage()
                            + "): renew it at the server";
                }
                case CertificateNotYetValidException early -> {
                    return "the server's certificate is not valid yet (" + early.getMessage()
                            + "): check the clocks of both machines";
                }
                case CertPathBuilderException unknown -> {
                    return "the server's certificate was issued by \""
                            + chain[chain.length - 1].getIssuerX500Principal().getName()
                            + "\", which is none of the authorities "
                            + (authorities.isNamed()
                                    ? "in " + authorities
                                    : "that Java trusts: name the file with its certificate in "
                                            + authorities.setting());
                }
                default -> {}
            }
        }
        return "the server's certificate is refused: " + failure.getMessage();
    }

    private static String names(X509Certificate certificate) {
        try {
            List<String> names = certificate.getSubjectAlternativeNames() == null
                    ? List.of()
                    : certificate.getSubjectAlternativeNames().stream()
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
            return names.isEmpty() ? certificate.getSubjectX500Principal().getName() : String.join(", ", names);
        } catch (CertificateParsingException e) {
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private interface Judgement {
        void pass() throws CertificateException;
    }

    /** A server's certificate is not accepted; the message is for the operator. */
    static final class Refusal extends CertificateException {
        Refusal(String reason, @Nullable CertificateException cause) {
            super(reason, cause);
        }
    }
}
