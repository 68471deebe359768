package io.tickwire.tools.cli;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who a token is made out to, and what that may do.
 * Thread: conductor
 */
final class PrincipalOptions
{
    private static final String NEVER = "never";

    @Option(names = "--name", paramLabel = "NAME",
        description = "Who it is for: 1 to 128 characters without blanks. It stands in logs and counts against limits.")
    private String name;

    @Option(names = "--role", paramLabel = "ROLE",
        description = "reader (the default), publisher or admin. May be given several times; none includes another.")
    private List<String> roles = new ArrayList<>();

    @Option(names = "--channel", paramLabel = "NAME",
        description = "A channel that it may have, or the beginning of many: b*. Without it, all. May be given " +
            "several times.")
    private List<String> channels = new ArrayList<>();

    @Option(names = "--symbol", paramLabel = "NAME",
        description = "A symbol that it may have, or the beginning of many: BTC*. Without it, all. May be given " +
            "several times.")
    private List<String> symbols = new ArrayList<>();

    @Option(names = "--account", paramLabel = "NAME",
        description = "An account whose private channels it may have. Without it, none. May be given several times.")
    private List<String> accounts = new ArrayList<>();

    @Option(names = "--expires", paramLabel = "TIME",
        description = "When it ends: 30m, 8h, 90d; or never. Without it, a JWT ends in 8 hours, an API key never.")
    private String expires;

    /**
     * @param isLasting whether it never ends where nothing is said of that.
     * @throws IllegalArgumentException where something is missing, or can not be.
     */
    Principal principal(final long nowMs, final boolean isLasting)
    {
        if (name == null)
        {
            throw new IllegalArgumentException("--name is missing: who is it for?");
        }

        return new Principal(
            name,
            roles(),
            new Entitlements(
                channels.isEmpty() ? Entitlements.MARKET.channels() : channels,
                symbols.isEmpty() ? Entitlements.MARKET.symbols() : symbols,
                accounts),
            expiresAtMs(nowMs, isLasting));
    }

    private Set<Role> roles()
    {
        final Set<Role> found = EnumSet.noneOf(Role.class);
        for (final String role : roles.isEmpty() ? List.of(Role.READER.name()) : roles)
        {
            try
            {
                found.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
            }
            catch (final IllegalArgumentException ex)
            {
                throw new IllegalArgumentException("--role must be reader, publisher or admin: " + role, ex);
            }
        }

        return found;
    }

    private long expiresAtMs(final long nowMs, final boolean isLasting)
    {
        final String text = expires != null ? expires : isLasting ? NEVER : "8h";
        if (text.equals(NEVER))
        {
            return Principal.NEVER;
        }
        return nowMs + TimeText.ms(text).orElseThrow(() -> new IllegalArgumentException(
            "--expires must be a time such as 30m, 8h or 90d, or never: " + text));
    }
}
