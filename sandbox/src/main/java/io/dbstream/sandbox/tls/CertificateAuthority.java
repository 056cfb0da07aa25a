package io.dbstream.sandbox.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** An authority of its own, which issues certificates for servers and clients. */
public final class CertificateAuthority {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] name;
    private final KeyPair keys = KeyAlgorithm.EC.generate();
    private final byte[] certificate;

    private CertificateAuthority(String name) {
        this.name = distinguished(name);
        Instant now = Instant.now();
        this.certificate = sign(
                this.name,
                keys.getPublic(),
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(365)),
                extension(BASIC_CONSTRAINTS, Asn1.sequence(Asn1.truth())));
    }

    public static CertificateAuthority named(String name) {
        return new CertificateAuthority(name);
    }

    /** Its own certificate, in PEM. */
    public String certificate() {
        return IssuedCertificate.pem("CERTIFICATE", certificate);
    }

    /**
     * A certificate that is valid now.
     *
     * @param subject of a server any name, of a client often its user
     * @param hosts names and addresses of a server; none for a client
     */
    public IssuedCertificate issue(KeyAlgorithm algorithm, String subject, String... hosts) {
        Instant now = Instant.now();
        return issue(algorithm, subject, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30)), hosts);
    }

    /** A certificate for a time of the caller's choice. */
    public IssuedCertificate issue(
            KeyAlgorithm algorithm, String subject, Instant from, Instant until, String... hosts) {
        KeyPair pair = algorithm.generate();
        byte[][] extensions =
                hosts.length == 0 ? new byte[0][] : new byte[][] {extension(ALTERNATIVE_NAMES, names(hosts))};
        return new IssuedCertificate(sign(distinguished(subject), pair.getPublic(), from, until, extensions), pair);
    }

    private byte[] sign(byte[] subject, PublicKey key, Instant from, Instant until, byte[]... extensions) {
        byte[] algorithm = Asn1.sequence(Asn1.identifier(ECDSA_WITH_SHA256));
        byte[] content = Asn1.sequence(
                Asn1.tagged(0, Asn1.integer(BigInteger.TWO)),
                Asn1.integer(new BigInteger(64, RANDOM)),
                algorithm,
                name,
                Asn1.sequence(Asn1.time(from), Asn1.time(until)),
                subject,
                key.getEncoded(),
                extensions.length == 0 ? new byte[0] : Asn1.tagged(3, Asn1.sequence(extensions)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return Asn1.sequence(content, algorithm, Asn1.bits(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] distinguished(String name) {
        return Asn1.sequence(Asn1.set(Asn1.sequence(Asn1.identifier(COMMON_NAME), Asn1.text(name))));
    }

    private static byte[] extension(String identifier, byte[] content) {
        return Asn1.sequence(Asn1.identifier(identifier), Asn1.octets(content));
    }

    private static byte[] names(String[] hosts) {
        return Asn1.sequence(
                Arrays.stream(hosts).map(CertificateAuthority::name).toArray(byte[][]::new));
    }

    private static byte[] name(String host) {
        if (!host.matches("[0-9.]+")) {
            return Asn1.element(0x82, host.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return Asn1.element(0x87, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }
}
