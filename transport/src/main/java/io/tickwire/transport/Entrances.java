package io.tickwire.transport;

import io.tickwire.transport.access.Network;
import io.tickwire.transport.http.Listeners;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.tls.TlsContext;
import io.tickwire.transport.tls.TlsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens all listeners that are set, with TLS and without. A certificate that can not be used, or an address that is
 * taken, keeps the server from starting, and its setting is named.
 * Thread: conductor
 */
final class Entrances
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Entrances.class);

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
        warnOfProxies();
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

    /**
     * Say so where proxies are awaited and none is believed. The reverse can not be set: who is trusted is always asked
     * for the header that {@code access.network.forwarding} names.
     */
    private void warnOfProxies()
    {
        final Network network = config.access().network();
        if (!network.trustedProxies().isEmpty())
        {
            return;
        }
        final List<ServerConfig.Listener> proxied =
            Stream.concat(config.server().listeners().stream(), config.tls().listeners().stream())
                .filter(ServerConfig.Listener::isProxied)
                .toList();
        if (!proxied.isEmpty())
        {
            LOGGER.warn("proxies.none_trusted listeners={}: their PROXY headers are read and not believed, so that " +
                "all clients of a proxy count as one; set access.network.trustedProxies to the addresses of the " +
                "proxies, or take \"proxy\" out of server.listeners and tls.listeners", proxied);
        }
        if (network.forwarding() != Network.open().forwarding())
        {
            LOGGER.warn("proxies.none_trusted forwarding={}: the header is believed of nobody; set " +
                "access.network.trustedProxies to the addresses of the proxies, or leave " +
                "access.network.forwarding out", network.forwarding());
        }
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
