package io.tickwire.transport.access;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;

import java.security.Key;
import java.security.interfaces.RSAPublicKey;

/**
 * A key that JWTs are checked with. It is for one algorithm, which what it is decides, never a token.
 *
 * @param id        by which tokens may name it; null: it has no name.
 * @param algorithm that it is for.
 * @param key       a secret, or a public key.
 * Thread: any
 */
public record TokenKey(String id, TokenAlgorithm algorithm, Key key)
{
    private static final int MIN_SECRET_BYTES = 32;
    private static final int MIN_RSA_BITS = 2_048;

    /**
     * A key as jose4j has it.
     *
     * @return null where it is for something else than to check signatures of ours.
     * @throws BadKeyException where it is for that, and too weak.
     */
    static TokenKey of(final JsonWebKey jwk) throws BadKeyException
    {
        final TokenAlgorithm algorithm = algorithmOf(jwk);
        final boolean isForUs = algorithm != null &&
            (jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(algorithm.wireName())) &&
            (jwk.getUse() == null || jwk.getUse().equals("sig"));
        if (!isForUs)
        {
            return null;
        }
        requireStrength(jwk);

        return new TokenKey(jwk.getKeyId(), algorithm, jwk.getKey());
    }

    static void requireLength(final byte[] secret) throws BadKeyException
    {
        if (secret.length < MIN_SECRET_BYTES)
        {
            throw new BadKeyException(
                "the secret has " + secret.length + " bytes, and must have " + MIN_SECRET_BYTES +
                    " or more; make one: tickwire token key --alg HS256");
        }
    }

    /**
     * Whether a token that names a key, or none (null), may mean this one.
     */
    boolean isMeantBy(final String keyId)
    {
        return id == null || keyId == null || id.equals(keyId);
    }

    /**
     * Nothing of the key.
     */
    @Override
    public String toString()
    {
        return "TokenKey[id=" + id + ", algorithm=" + algorithm + "]";
    }

    private static TokenAlgorithm algorithmOf(final JsonWebKey jwk)
    {
        if (jwk instanceof OctetSequenceJsonWebKey)
        {
            return TokenAlgorithm.HS256;
        }
        if (jwk instanceof RsaJsonWebKey)
        {
            return TokenAlgorithm.RS256;
        }

        return jwk instanceof final OctetKeyPairJsonWebKey pair &&
            pair.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519) ? TokenAlgorithm.EDDSA : null;
    }

    private static void requireStrength(final JsonWebKey jwk) throws BadKeyException
    {
        if (jwk instanceof final OctetSequenceJsonWebKey secret)
        {
            requireLength(secret.getOctetSequence());
        }
        if (jwk.getKey() instanceof final RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS)
        {
            throw new BadKeyException(
                "the RSA key has " + rsa.getModulus().bitLength() + " bits, and must have " + MIN_RSA_BITS +
                    " or more; make one: tickwire token key --alg RS256");
        }
    }
}
