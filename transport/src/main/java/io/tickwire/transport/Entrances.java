package io.tickwire.transport;

import io.tickwire.transport.http.Listeners;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.tls.TlsContext;
import io.tickwire.transport.tls.TlsException;

import java.util.Optional;

/**
 * Opens all listeners that are set, with TLS and without. A certificate that can not be used, or an address that is
 * taken, keeps the server from starting, and its setting is named.
 * Thread: conductor
 */
final class Entrances
{
    private final ServerConfig config;
    private final Listeners listeners;
    private final ServerCounters counters;
    private volatile TlsContext tls;

    Entrances(final ServerConfig config, final Listeners listeners, final ServerCounters counters)
    {
        this.config = config;
        this.listeners = listeners;
        this.counters = counters;
    }

    void open() throws StartException
    {
        if (!config.tls().listeners().isEmpty())
        {
            openTls();
        }
        for (final ServerConfig.Listener listener : config.server().listeners())
        {
            open("server.listeners", listener, () ->
                listeners.open(listener.host(), listener.port(), listener.isProxied()));
        }
    }

    /**
     * What TLS is spoken with; empty: it is not spoken. Any thread calls this.
     */
    Optional<TlsContext> tls()
    {
        return Optional.ofNullable(tls);
    }

    private void openTls() throws StartException
    {
        final TlsContext context;
        try
        {
            context = TlsContext.open(
                config.tls(),
                config.server().dataFolder(),
                config.server().profile() == ServerConfig.Profile.DEVELOPMENT,
                counters);
        }
        catch (final TlsException ex)
        {
            throw new StartException(ex.getMessage(), ex);
        }
        for (final ServerConfig.Listener listener : config.tls().listeners())
        {
            open("tls.listeners", listener, () -> listeners.openTls(
                listener.host(), listener.port(), listener.isProxied(), context, config.tls().handshakeMs()));
        }
        listeners.every(config.tls().lookMs(), context::look);
        tls = context;
    }

    private static void open(
        final String setting, final ServerConfig.Listener listener, final Opening opening) throws StartException
    {
        try
        {
            opening.open();
        }
        catch (final Listeners.NotOpenedException ex)
        {
            throw new StartException(
                "can not listen at " + listener + ": " + ex.getMessage() + "; set " + setting +
                    " to an address that is free",
                ex);
        }
    }

    /**
     * Listens at an address.
     * Thread: conductor
     */
    private interface Opening
    {
        void open() throws Listeners.NotOpenedException;
    }
}
