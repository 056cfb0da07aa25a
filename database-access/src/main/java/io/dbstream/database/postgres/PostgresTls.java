package io.dbstream.database.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.tls.PemFile;
import io.dbstream.tls.TlsClient;
import io.dbstream.tls.TlsFiles;
import io.dbstream.tls.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, as libpq has it: {@code sslmode} and the files of {@code sslrootcert}, {@code sslcert} and {@code
 * sslkey}.
 */
final class PostgresTls {
    private static final Set<String> MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    /** In place of a file: the authorities that Java trusts. */
    private static final String SYSTEM = "system";

    private final String mode;
    private final TlsFiles files;

    private PostgresTls(String mode, TlsFiles files) {
        this.mode = mode;
        this.files = files;
    }

    /** From the driver's properties, which are called like libpq's parameters. */
    static PostgresTls of(Properties properties) {
        String authorities = properties.getProperty("sslrootcert");
        boolean system = SYSTEM.equals(authorities);
        String mode = mode(properties.getProperty("sslmode"), authorities != null, system);
        boolean verified = mode.startsWith("verify");
        if (authorities == null && verified) {
            authorities = ofUser("root.crt");
            if (authorities == null) {
                throw configuration(
                        "sslmode=" + mode + " needs sslrootcert: the file with the certificate of the authority"
                                + " that issued the server's, or sslrootcert=system for those that Java trusts");
            }
        }
        String certificate = properties.getProperty("sslcert", ofUser("postgresql.crt"));
        String key = properties.getProperty("sslkey", ofUser("postgresql.key"));
        boolean without = properties.getProperty("sslcert") == null
                && properties.getProperty("sslkey") == null
                && (certificate == null || key == null);
        return new PostgresTls(
                mode,
                new TlsFiles(
                        new PemFile("sslrootcert", system || !verified ? null : authorities),
                        new PemFile("sslcert", without ? null : certificate),
                        new PemFile("sslkey", without ? null : key),
                        properties.getProperty("sslpassword", "")));
    }

    private static String mode(@Nullable String wanted, boolean hasAuthorities, boolean system) {
        if (wanted != null && !MODES.contains(wanted)) {
            throw configuration(
                    "sslmode=" + wanted + " is none of disable, allow, prefer, require, verify-ca and verify-full");
        }
        if (system && wanted != null && !wanted.equals("verify-full")) {
            throw configuration("sslrootcert=system goes with sslmode=verify-full only: anyone can have a certificate"
                    + " of an authority that everybody trusts, for a host of their own");
        }
        if (system) {
            return "verify-full";
        }
        // As libpq has it: who names an authority wants it to be asked.
        if (hasAuthorities && (wanted == null || wanted.equals("require"))) {
            return "verify-ca";
        }
        return wanted == null ? "prefer" : wanted;
    }

    /** A file in the place where libpq looks for it; null when it is not there. */
    private static @Nullable String ofUser(String name) {
        Path file = Path.of(System.getProperty("user.home", ""), ".postgresql", name);
        return Files.isReadable(file) ? file.toString() : null;
    }

    /** Tells the driver, and reads the files once to see that they can be used. */
    void configure(Properties properties) {
        properties.setProperty("sslmode", mode);
        if (!mode.equals("disable")) {
            properties.setProperty("sslfactory", PemSocketFactory.class.getName());
            TlsClient unused = client();
        }
    }

    /** The host's name is the driver's to compare. */
    TlsClient client() {
        return TlsClient.of(mode.startsWith("verify") ? Verification.AUTHORITY : Verification.NONE, files);
    }

    /** Why encryption did not come about, when trying again does not mend that. */
    Optional<String> explain(Throwable failure) {
        return mode.equals("disable") ? Optional.empty() : client().explain(failure);
    }

    boolean showsCertificate() {
        return !mode.equals("disable") && files.certificate().path() != null;
    }

    private static StreamException configuration(String message) {
        return new StreamException(ErrorKind.CONFIGURATION, message);
    }
}
