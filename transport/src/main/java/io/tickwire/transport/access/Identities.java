package io.tickwire.transport.access;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Who clients are: by the tokens that they show, or, where they need not, by where they come from. Counts the
 * connections of each name.
 * Thread: any
 */
public final class Identities
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Identities.class);

    private final Authenticator authenticator;
    private final Principal onThisMachine;
    private final Principal elsewhere;
    private final Limits.Identity limits;
    private final ServerCounters counters;
    private final ConcurrentHashMap<String, Integer> connections = new ConcurrentHashMap<>();

    /**
     * @param authenticator null: no token is known.
     * @param onThisMachine who a client of this machine is that shows no token.
     * @param elsewhere     who any other is.
     */
    public Identities(
        final Authenticator authenticator,
        final Principal onThisMachine,
        final Principal elsewhere,
        final Limits.Identity limits,
        final ServerCounters counters)
    {
        this.authenticator = authenticator;
        this.onThisMachine = onThisMachine;
        this.elsewhere = elsewhere;
        this.limits = limits;
        this.counters = counters;
    }

    /**
     * Whether there is any token that opens something.
     */
    public boolean knowsTokens()
    {
        return authenticator != null;
    }

    /**
     * Who it is that shows no token.
     */
    public Principal withoutToken(final boolean isLocal)
    {
        return isLocal ? onThisMachine : elsewhere;
    }

    /**
     * Who a token is made out to.
     */
    public Principal of(final String token) throws RefusedTokenException
    {
        try
        {
            if (authenticator == null)
            {
                throw new RefusedTokenException(RefusedTokenException.Reason.UNKNOWN_KEY);
            }

            return authenticator.authenticate(token, System.currentTimeMillis());
        }
        catch (final RefusedTokenException ex)
        {
            counters.increment(ServerCounter.TOKENS_REFUSED);
            LOGGER.debug("token.refused reason={}", ex.reason());

            throw ex;
        }
    }

    /**
     * A connection of a principal begins, or one becomes its.
     *
     * @return false where it has as many as it may have.
     */
    public boolean enter(final Principal principal)
    {
        if (!principal.isNamed())
        {
            return true;
        }
        final boolean[] isAdmitted = new boolean[1];
        connections.compute(principal.name(), (name, known) ->
        {
            final int count = known == null ? 0 : known;
            isAdmitted[0] = count < limits.perPrincipal();

            return isAdmitted[0] ? count + 1 : known;
        });

        return isAdmitted[0];
    }

    /**
     * A connection that was admitted is no more, or is another's.
     */
    public void leave(final Principal principal)
    {
        if (principal.isNamed())
        {
            connections.computeIfPresent(principal.name(), (name, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * A connection becomes another's.
     *
     * @return false where that one has as many as it may have; then it stays whose it was.
     */
    public boolean change(final Principal before, final Principal after)
    {
        if (before.name().equals(after.name()))
        {
            return true;
        }
        if (!enter(after))
        {
            return false;
        }
        leave(before);

        return true;
    }
}
