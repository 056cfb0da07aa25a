package io.dbstream.hub;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;

/** An operator, an account and a user, as {@code nsc} makes them: who may connect is written in signed tokens. */
final class NatsTokens {
    private final NKey operator = NKey.createOperator(null);
    private final NKey account = NKey.createAccount(null);
    /** Of the server's own: JetStream does not start without. */
    private final NKey system = NKey.createAccount(null);

    private final NKey user = NKey.createUser(null);

    NatsTokens() throws IOException, GeneralSecurityException {}

    /** For the server: who signs accounts, and the one account there is. */
    String configuration() throws IOException, GeneralSecurityException {
        String operators = token(operator, operator, "operator", "");
        return """
                operator: "%s"
                system_account: %s
                resolver: MEMORY
                resolver_preload: {
                  %s: "%s"
                  %s: "%s"
                }
                """.formatted(
                        operators,
                        text(system.getPublicKey()),
                        text(system.getPublicKey()),
                        account(system, ""),
                        text(account.getPublicKey()),
                        account(account, ",\"mem_storage\":-1,\"disk_storage\":-1,\"streams\":-1,\"consumer\":-1"));
    }

    /** What a user gets as a file. */
    String credentials() throws IOException, GeneralSecurityException {
        String token = token(account, user, "user", "\"pub\":{},\"sub\":{},\"subs\":-1,\"data\":-1,\"payload\":-1,");
        return """
                -----BEGIN NATS USER JWT-----
                %s
                ------END NATS USER JWT------

                -----BEGIN USER NKEY SEED-----
                %s
                ------END USER NKEY SEED------
                """.formatted(token, text(user.getSeed()));
    }

    private String account(NKey account, String storage) throws IOException, GeneralSecurityException {
        String claims = """
                "limits":{"subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,"wildcards":true,"conn":-1,"leaf":-1%s},
                """.formatted(storage);
        return token(operator, account, "account", claims);
    }

    private static String token(NKey issuer, NKey subject, String type, String claims)
            throws IOException, GeneralSecurityException {
        String header = encode("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");
        String body = encode("""
                {"jti":"TEST","iat":%d,"iss":"%s","name":"%s","sub":"%s","nats":{%s"type":"%s","version":2}}
                """.formatted(
                        Instant.now().getEpochSecond(),
                        text(issuer.getPublicKey()),
                        type,
                        text(subject.getPublicKey()),
                        claims,
                        type));
        byte[] signature = issuer.sign((header + "." + body).getBytes(StandardCharsets.UTF_8));
        return header + "." + body + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace("\n", "").getBytes(StandardCharsets.UTF_8));
    }

    private static String text(char[] characters) {
        return new String(characters);
    }
}
