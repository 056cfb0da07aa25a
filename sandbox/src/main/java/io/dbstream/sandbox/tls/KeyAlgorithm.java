package io.dbstream.sandbox.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Kinds of keys that certificates are made for. */
public enum KeyAlgorithm {
    RSA,
    /** On the curve P-256. */
    EC,
    ED25519;

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
            switch (this) {
                case RSA -> generator.initialize(2048);
                case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case ED25519 -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
