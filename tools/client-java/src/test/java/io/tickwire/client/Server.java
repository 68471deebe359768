package io.tickwire.client;

import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.config.ConfigLoader;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The server itself, with a simulated market, at a port that is free.
 */
final class Server implements AutoCloseable
{
    private final TickwireServer server;

    /**
     * @param settings in addition, {@code key=value}.
     */
    Server(final String... settings)
    {
        try
        {
            final ConfigLoader loader = new ConfigLoader(Map.of());
            for (final String setting : List.of("server.listeners=127.0.0.1:0", "tls.listeners=", "log.level=warn"))
            {
                loader.set(setting, "test");
            }
            for (final String setting : settings)
            {
                loader.set(setting, "test");
            }
            server = new TickwireServer(loader.load().config());
            server.start();
        }
        catch (final Exception ex)
        {
            throw new AssertionError(ex);
        }
    }

    int port()
    {
        return server.addresses().get(0).getPort();
    }

    /** Of the listener with TLS at an address. */
    int tlsPort(final String host)
    {
        return server.tlsAddresses().stream()
            .filter(address -> address.getAddress().getHostAddress().equals(host))
            .findFirst().orElseThrow().getPort();
    }

    String url()
    {
        return "ws://127.0.0.1:" + port() + "/ws";
    }

    static void await(final BooleanSupplier condition, final Supplier<String> otherwise)
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - endNs > 0)
            {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close()
    {
        server.close();
    }
}
