package io.tickwire.transport;

import io.tickwire.engine.Engine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.transport.access.Authenticator;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedFeed;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.ServerCounter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A whole server at a port that is free, for tests that talk to it over its sockets.
 */
final class TestServer implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TickwireServer server;
    private TestTicks ticks;

    private TestServer(final ServerConfig config, final Authenticator authenticator) throws StartException
    {
        server = new TickwireServer(config, List.of(), authenticator);
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
        return start(change, null);
    }

    /**
     * The same, where tokens are known.
     */
    static TestServer start(final UnaryOperator<ServerConfig> change, final Authenticator authenticator)
    {
        try
        {
            return new TestServer(change.apply(config()), authenticator);
        }
        catch (final StartException ex)
        {
            throw new AssertionError(ex);
        }
    }

    /**
     * The same with other limits of messages, and without ticks but those that the test makes.
     */
    static TestServer quiet(final Limits.Messages messages)
    {
        return start(config -> quiet(config).with(config.limits().with(messages)));
    }

    /**
     * A configuration without ticks but those that the test makes.
     */
    static ServerConfig quiet(final ServerConfig config)
    {
        return config.with(FeedSettings.none());
    }

    /**
     * Bounds on messages that are in no test's way.
     */
    static Limits.Messages generous()
    {
        return new Limits.Messages(0, 1, 0, 1 << 20, 1_024, 100, 4_096);
    }

    static ServerConfig config()
    {
        final ServerConfig defaults = ServerConfig.defaults();
        final Limits limits = defaults.limits()
            .with(new Limits.Connections(20_000, 20_000, 0, 1_000))
            .with(generous())
            .with(new Limits.Intake(0, 1 << 10, 0, 1, 0, 32L << 20));

        return defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(limits)
            .with(FeedSettings.simulated(market(1_000)));
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

    Engine engine()
    {
        return server.engine();
    }

    SimulatedFeed feed()
    {
        return (SimulatedFeed)server.feeds().get(0);
    }

    /**
     * A client in this process that sends JSON.
     */
    RealClient connect(final String path, final String... subprotocols)
    {
        return RealClient.open(RealClient.Kind.JDK, url(path), "json", Checks.PROTOCOL, subprotocols);
    }

    /**
     * Have a symbol traded at a venue.
     */
    Symbol list(final String name, final String venue, final int priceExponent, final int quantityExponent)
    {
        final Symbol symbol = engine().names().symbols().define(name, priceExponent, quantityExponent);
        server.listings().list(engine().names().venues().add(venue), symbol.id());

        return symbol;
    }

    /**
     * Ticks of a symbol at a venue, made by the test's own thread.
     */
    TestTicks ticks(final String symbol, final String venue)
    {
        ticks = ticks == null ? new TestTicks(engine().newPublisher("test")) : ticks;
        final int symbolId = engine().names().symbols().idOf(symbol);
        final long nowNs = System.currentTimeMillis() * 1_000_000;

        return ticks
            .of(symbolId, engine().names().venues().idOf(venue))
            .scaled(
                engine().names().symbols().priceExponentOf(symbolId),
                engine().names().symbols().quantityExponentOf(symbolId))
            .at(nowNs - 1_000_000, nowNs);
    }

    /**
     * Connections that the shards have.
     */
    int connections()
    {
        return server.shards().stream().mapToInt(EgressShard::connections).sum();
    }

    long count(final ServerCounter counter)
    {
        return server.counters().get(counter);
    }

    /**
     * Wait until a counter has come to a value.
     */
    void awaitCount(final ServerCounter counter, final long value)
    {
        await(() -> count(counter) == value, () -> counter + " is " + count(counter) + ", not " + value);
    }

    /**
     * Wait for a condition.
     *
     * @param otherwise what is wrong where it does not come true.
     */
    static void await(final BooleanSupplier condition, final Supplier<String> otherwise)
    {
        Patience.await(otherwise, condition);
    }

    HttpResponse<String> get(final String path)
    {
        return request("GET", path, null, "");
    }

    /**
     * Send a request.
     *
     * @param token that is shown; null: none.
     */
    HttpResponse<String> request(final String method, final String path, final String token, final String body)
    {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null)
        {
            request.header("Authorization", "Bearer " + token);
        }
        try
        {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
