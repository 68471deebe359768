package io.tickwire.tools.cli;

import io.tickwire.transport.access.TokenAlgorithm;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key to sign JWTs with, as files have it.
 *
 * @param file what signs: a private key in PEM, or a secret as a line.
 * @param jwks what checks, named by its thumbprint (RFC 7638); null: what signs does.
 * Thread: conductor
 */
record NewKey(String file, String jwks)
{
    private static final int SECRET_BYTES = 32;
    private static final int RSA_BITS = 3_072;
    private static final int PEM_LINE = 64;

    static NewKey of(final TokenAlgorithm algorithm)
    {
        return switch (algorithm)
        {
            case HS256 -> secret();
            case RS256 -> pair(algorithm, "RSA");
            case EDDSA -> pair(algorithm, "Ed25519");
        };
    }

    private static NewKey secret()
    {
        final byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);

        return new NewKey(Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n", null);
    }

    private static NewKey pair(final TokenAlgorithm algorithm, final String name)
    {
        try
        {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
            if (algorithm == TokenAlgorithm.RS256)
            {
                generator.initialize(RSA_BITS);
            }
            final KeyPair pair = generator.generateKeyPair();
            final JsonWebKey jwk = JsonWebKey.Factory.newJwk(pair.getPublic());
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
            jwk.setAlgorithm(algorithm.wireName());
            jwk.setUse("sig");

            return new NewKey(
                "-----BEGIN PRIVATE KEY-----\n" +
                    Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded()) +
                    "\n-----END PRIVATE KEY-----\n",
                new JsonWebKeySet(jwk).toJson() + "\n");
        }
        catch (final GeneralSecurityException | JoseException ex)
        {
            throw new IllegalStateException("each JVM makes such keys: " + name, ex);
        }
    }

    /**
     * Nothing of it.
     */
    @Override
    public String toString()
    {
        return "NewKey[]";
    }
}
