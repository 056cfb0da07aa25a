package io.dbstream.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificates of a file, in the order in which they stand there. */
final class Certificates {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED |)CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END (?:X509 |TRUSTED"
                    + " |)CERTIFICATE-----");

    private Certificates() {}

    /** At least one. */
    static List<X509Certificate> of(PemFile file) {
        byte[] content = file.content();
        // What stands between the certificates, such as their description, is for people.
        Matcher matcher = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (matcher.find()) {
                byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw file.unusable("holds a certificate that is damaged", e);
        }
        if (certificates.isEmpty()) {
            throw file.unusable("holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)", null);
        }
        return certificates;
    }
}
