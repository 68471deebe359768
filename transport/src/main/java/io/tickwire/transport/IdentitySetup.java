package io.tickwire.transport;

import io.tickwire.transport.ServerConfig.Admission;
import io.tickwire.transport.access.Authenticator;
import io.tickwire.transport.access.BadKeyException;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.stats.ServerCounters;

/**
 * Who clients are taken for, as it is configured.
 * Thread: conductor
 */
final class IdentitySetup
{
    private final ServerConfig.Access access;
    private final FileAuthenticator files;
    private final Identities identities;

    /**
     * @param own an authenticator of the caller's, which is asked in place of what is configured; null: none.
     */
    IdentitySetup(final ServerConfig config, final Authenticator own, final ServerCounters counters)
    {
        access = config.access();
        final FileAuthenticator.Settings settings = access.credentials();
        files = own == null && settings.isAnyone() ? new FileAuthenticator(settings) : null;
        identities = new Identities(
            own == null ? files : own,
            withoutToken(true),
            withoutToken(false),
            config.limits().identity(),
            counters);
    }

    Identities identities()
    {
        return identities;
    }

    /**
     * Read the files of keys.
     *
     * @throws StartException where one can not be used, or nobody could come in.
     */
    void open() throws StartException
    {
        if (access.identity() == ServerConfig.Identity.REQUIRED && !identities.knowsTokens())
        {
            throw new StartException(
                "access.identity is required, and no token is known, so that nobody could come in; set " +
                    "access.tokens.files or access.keys.file, or access.identity to optional",
                null);
        }
        try
        {
            if (files != null)
            {
                files.open();
            }
        }
        catch (final BadKeyException ex)
        {
            throw new StartException(ex.getMessage(), ex);
        }
    }

    /**
     * Look whether the files have changed.
     */
    void refresh()
    {
        if (files != null)
        {
            files.refresh();
        }
    }

    private Principal withoutToken(final boolean isLocal)
    {
        return switch (access.identity())
        {
            case REQUIRED -> Principal.NOBODY;
            case OPTIONAL -> Principal.anonymous(
                isAdmitted(access.publishers(), isLocal), isAdmitted(access.privateChannels(), isLocal));
        };
    }

    private static boolean isAdmitted(final Admission admission, final boolean isLocal)
    {
        return switch (admission)
        {
            case NONE -> false;
            case LOOPBACK -> isLocal;
            case ALL -> true;
        };
    }
}
