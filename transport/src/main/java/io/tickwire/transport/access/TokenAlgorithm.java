package io.tickwire.transport.access;

import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * How a JWT may be signed. There are no others.
 * Thread: any
 */
public enum TokenAlgorithm
{
    /** HMAC over SHA-256: who checks can sign, too. */
    HS256(AlgorithmIdentifiers.HMAC_SHA256),

    /** RSA over SHA-256, PKCS #1 v1.5. */
    RS256(AlgorithmIdentifiers.RSA_USING_SHA256),

    /** Ed25519. */
    EDDSA(AlgorithmIdentifiers.EDDSA);

    private final String wireName;

    TokenAlgorithm(final String wireName)
    {
        this.wireName = wireName;
    }

    /**
     * As {@code alg} has it.
     */
    public String wireName()
    {
        return wireName;
    }
}
