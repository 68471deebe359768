package io.tickwire.transport;

import io.tickwire.transport.access.Authenticator;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that are names: whoever was added is who it says it is.
 */
final class TestTokens implements Authenticator
{
    private final Map<String, Principal> principals = new ConcurrentHashMap<>();

    TestTokens with(final String name, final Entitlements entitlements, final Role... roles)
    {
        return with(name, name, entitlements, Principal.NEVER, roles);
    }

    /**
     * One of the tokens of a name.
     */
    TestTokens with(
        final String token,
        final String name,
        final Entitlements entitlements,
        final long expiresAtMs,
        final Role... roles)
    {
        principals.put(token, new Principal(name, Set.of(roles), entitlements, expiresAtMs));

        return this;
    }

    @Override
    public Principal authenticate(final String token, final long nowMs) throws RefusedTokenException
    {
        final Principal principal = principals.get(token);
        if (principal == null)
        {
            throw new RefusedTokenException(RefusedTokenException.Reason.SIGNATURE);
        }
        if (principal.isExpired(nowMs))
        {
            throw new RefusedTokenException(RefusedTokenException.Reason.EXPIRED);
        }

        return principal;
    }
}
