package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.SimulatedMarket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A whole server at a port that is free, for tests that talk to it over its sockets.
 */
final class TestServer implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TickwireServer server;

    private TestServer(final ServerConfig config) throws StartException
    {
        server = new TickwireServer(config);
        server.start();
    }

    /**
     * A server as it is by default, but for its port and for limits that would be in a test's way.
     */
    static TestServer start()
    {
        return start(config -> config);
    }

    /**
     * The same, changed.
     */
    static TestServer start(final UnaryOperator<ServerConfig> change)
    {
        try
        {
            return new TestServer(change.apply(config()));
        }
        catch (final StartException ex)
        {
            throw new AssertionError(ex);
        }
    }

    static ServerConfig config()
    {
        final ServerConfig defaults = ServerConfig.defaults();
        final Limits limits = defaults.limits()
            .with(new Limits.Connections(20_000, 20_000, 0, 1_000));

        return defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(limits)
            .with(new ServerConfig.Simulation(true, market(1_000)));
    }

    static SimulatedMarket market(final int ticksPerSecond)
    {
        return new SimulatedMarket(1, List.of("alpha", "beta", "gamma"), 10, ticksPerSecond, 2);
    }

    TickwireServer server()
    {
        return server;
    }

    int port()
    {
        return server.addresses().get(0).getPort();
    }

    String url(final String path)
    {
        return "ws://127.0.0.1:" + port() + path;
    }

    HttpResponse<String> get(final String path)
    {
        final URI uri = URI.create("http://127.0.0.1:" + port() + path);
        try
        {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public void close()
    {
        server.close();
    }
}
