package io.tickwire.transport.access;

import java.util.Set;

/**
 * Who a client is, and what that allows.
 *
 * @param name         under which it counts against limits, and stands in logs.
 * @param roles        what it may do at all.
 * @param entitlements what of it.
 * @param expiresAtMs  since the epoch; {@link #NEVER} where it does not.
 * Thread: any
 */
public record Principal(String name, Set<Role> roles, Entitlements entitlements, long expiresAtMs)
{
    public static final long NEVER = Long.MAX_VALUE;

    public Principal
    {
        roles = Set.copyOf(roles);
    }

    public boolean is(final Role role)
    {
        return roles.contains(role);
    }

    public boolean isExpired(final long nowMs)
    {
        return nowMs >= expiresAtMs;
    }
}
