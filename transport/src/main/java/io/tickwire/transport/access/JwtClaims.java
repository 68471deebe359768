package io.tickwire.transport.access;

import org.jose4j.json.JsonUtil;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what {@link JwtReader} reads, but for the signature: servers make no tokens.
 * Thread: any
 */
public final class JwtClaims
{
    private JwtClaims()
    {
    }

    /**
     * The payload of a token, as JSON.
     *
     * @param audience that it is for; none: nobody in particular.
     * @param issuer   null: not told.
     * @param nowMs    since the epoch.
     * @throws IllegalArgumentException where a name in it is none that could be read again.
     */
    public static String of(
        final Principal principal, final List<String> audience, final String issuer, final long nowMs)
    {
        Claims.requireTellable(principal);
        final Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", principal.name());
        claims.put("iat", nowMs / 1_000);
        if (principal.expiresAtMs() != Principal.NEVER)
        {
            claims.put("exp", principal.expiresAtMs() / 1_000);
        }
        if (!audience.isEmpty())
        {
            claims.put("aud", audience);
        }
        if (issuer != null)
        {
            claims.put("iss", issuer);
        }
        claims.putAll(Claims.grantedTo(principal));

        return JsonUtil.toJson(claims);
    }
}
