package io.tickwire.transport.access;

import io.tickwire.transport.access.RefusedTokenException.Reason;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JWTs (RFC 7519), signed and in the compact form (RFC 7515). What a token says of how it is to be checked is
 * compared with the keys, and never followed: it names a key by {@code kid} at most.
 * <p>
 * Strict where the library is not: nothing in a header may ask for more than we do ({@code crit}, {@code b64}), bring
 * a key or point to one, or be there twice; the text of a signature is the only one that it can have.
 * Thread: any
 */
public final class JwtReader
{
    /** Of a token. What is longer is not looked at. */
    static final int MAX_CHARS = 8_192;

    /** Those that change what is signed, and those that bring a key or say where there is one. */
    private static final List<String> REFUSED_HEADERS =
        List.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc");

    private final Map<TokenKey, Credential> keys;
    private final TokenRules rules;

    /**
     * @param keys that it tries in order.
     */
    public JwtReader(final List<TokenKey> keys, final TokenRules rules)
    {
        this(fresh(keys), rules);
    }

    private JwtReader(final Map<TokenKey, Credential> keys, final TokenRules rules)
    {
        this.keys = keys;
        this.rules = rules;
    }

    /**
     * This one in place of another: whose token is signed with a key that both know may stay, and the others are told.
     */
    JwtReader replacing(final JwtReader before)
    {
        final Map<TokenKey, Credential> all = new LinkedHashMap<>(keys);
        before.keys.forEach((key, credential) ->
        {
            if (all.replace(key, credential) == null)
            {
                credential.end(Credential.State.WITHDRAWN);
            }
        });

        return new JwtReader(all, rules);
    }

    private static Map<TokenKey, Credential> fresh(final List<TokenKey> keys)
    {
        final Map<TokenKey, Credential> fresh = new LinkedHashMap<>();
        keys.forEach(key -> fresh.put(key, new Credential()));

        return fresh;
    }

    /**
     * Whose token it is.
     *
     * @param nowMs since the epoch.
     */
    public Principal read(final String token, final long nowMs) throws RefusedTokenException
    {
        if (token.length() > MAX_CHARS)
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }
        try
        {
            final JsonWebSignature signed = new JsonWebSignature();
            signed.setCompactSerialization(token);
            requirePlainHeader(signed, token);
            final Credential credential = credentialOf(signed);

            return principal(Claims.parse(signed.getPayload()), nowMs).by(credential);
        }
        catch (final JoseException | BadClaimException ex)
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }
    }

    private static void requirePlainHeader(final JsonWebSignature signed, final String token)
        throws RefusedTokenException
    {
        for (final String header : REFUSED_HEADERS)
        {
            if (signed.getObjectHeader(header) != null)
            {
                throw new RefusedTokenException(Reason.MALFORMED);
            }
        }
        final Object keyId = signed.getObjectHeader("kid");
        // The library skips what is no base64, and the last character of a signature has bits that mean nothing.
        if (!(signed.getObjectHeader("alg") instanceof String) || keyId != null && !(keyId instanceof String) ||
            !token.endsWith("." + signed.getEncodedSignature()))
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }
    }

    private Credential credentialOf(final JsonWebSignature signed) throws RefusedTokenException, JoseException
    {
        final String keyId = signed.getKeyIdHeaderValue();
        final String algorithm = signed.getAlgorithmHeaderValue();
        Reason reason = Reason.UNKNOWN_KEY;
        for (final TokenKey key : keys.keySet())
        {
            if (key.isMeantBy(keyId))
            {
                final boolean isAllowed = key.algorithm().wireName().equals(algorithm);
                if (isAllowed && isSignedWith(signed, key))
                {
                    return keys.get(key);
                }
                reason = isAllowed || reason == Reason.SIGNATURE ? Reason.SIGNATURE : Reason.ALGORITHM;
            }
        }

        throw new RefusedTokenException(reason);
    }

    private static boolean isSignedWith(final JsonWebSignature signed, final TokenKey key) throws JoseException
    {
        signed.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().wireName()));
        signed.setKey(key.key());

        return signed.verifySignature();
    }

    private Principal principal(final Claims claims, final long nowMs) throws BadClaimException, RefusedTokenException
    {
        final long expiryMs = claims.timeMs("exp", Principal.NEVER);
        final long notBeforeMs = Math.max(claims.timeMs("nbf", 0), claims.timeMs("iat", 0));
        final String name = claims.name("sub");
        final Principal principal = new Principal(
            name,
            claims.roles(),
            claims.entitlements(),
            expiryMs == Principal.NEVER ? expiryMs : expiryMs + rules.skewMs());
        requireForUs(claims);
        if (expiryMs == Principal.NEVER && rules.isExpiryRequired())
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }
        if (principal.isExpired(nowMs))
        {
            throw new RefusedTokenException(Reason.EXPIRED);
        }
        if (nowMs + rules.skewMs() < notBeforeMs)
        {
            throw new RefusedTokenException(Reason.NOT_YET_VALID);
        }

        return principal;
    }

    /**
     * A token for others opens nothing here, also where we have no name that it could be for (RFC 7519, 4.1.3).
     */
    private void requireForUs(final Claims claims) throws BadClaimException, RefusedTokenException
    {
        final List<String> audience = claims.textOrTexts("aud");
        final boolean isForAnyone = !claims.has("aud") && rules.audiences().isEmpty();
        if (!isForAnyone && rules.audiences().stream().noneMatch(audience::contains))
        {
            throw new RefusedTokenException(Reason.AUDIENCE);
        }
        final String issuer = claims.text("iss");
        if (!rules.issuers().isEmpty() && (issuer == null || !rules.issuers().contains(issuer)))
        {
            throw new RefusedTokenException(Reason.ISSUER);
        }
    }
}
