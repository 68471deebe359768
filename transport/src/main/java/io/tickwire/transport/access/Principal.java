package io.tickwire.transport.access;

import java.util.Set;

/**
 * Who a client is, and what that allows.
 *
 * @param name         under which it counts against limits, and stands in logs; empty: it has shown no token.
 * @param roles        what it may do at all.
 * @param entitlements what of it.
 * @param expiresAtMs  since the epoch; {@link #NEVER} where it does not.
 * @param credential   that says so.
 * Thread: any
 */
public record Principal(
    String name, Set<Role> roles, Entitlements entitlements, long expiresAtMs, Credential credential)
{
    public static final long NEVER = Long.MAX_VALUE;

    /** Who has yet to say who it is, where that must be said. */
    public static final Principal NOBODY = new Principal("", Set.of(), Entitlements.NONE, NEVER);

    public Principal
    {
        roles = Set.copyOf(roles);
    }

    /**
     * Who it is by nothing that could be taken away.
     */
    public Principal(
        final String name, final Set<Role> roles, final Entitlements entitlements, final long expiresAtMs)
    {
        this(name, roles, entitlements, expiresAtMs, Credential.LASTING);
    }

    /**
     * The same, by another credential.
     */
    public Principal by(final Credential other)
    {
        return new Principal(name, roles, entitlements, expiresAtMs, other);
    }

    /**
     * Who need not say who it is: it reads the market.
     *
     * @param isPublisher whether it may publish, too.
     * @param hasAccounts whether it may have all accounts' private channels.
     */
    public static Principal anonymous(final boolean isPublisher, final boolean hasAccounts)
    {
        return new Principal(
            "",
            isPublisher ? Set.of(Role.READER, Role.PUBLISHER) : Set.of(Role.READER),
            hasAccounts ? Entitlements.ALL : Entitlements.MARKET,
            NEVER);
    }

    public boolean is(final Role role)
    {
        return roles.contains(role);
    }

    /**
     * Whether it has shown a token.
     */
    public boolean isNamed()
    {
        return !name.isEmpty();
    }

    /**
     * Whether it has yet to say who it is.
     */
    public boolean isNobody()
    {
        return !isNamed() && roles.isEmpty();
    }

    public boolean isExpired(final long nowMs)
    {
        return nowMs >= expiresAtMs;
    }
}
