package io.tickwire.client;

import io.tickwire.client.view.Channel;
import org.HdrHistogram.Histogram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client of a server, which comes back by itself, and whose subscriptions live as long as it does. Methods are for
 * any thread where they do not say otherwise; listeners are called on the loop's thread.
 * Thread: any
 */
public final class TickwireClient implements AutoCloseable
{
    private static final double NS_PER_MS = 1e6;
    private static final int MEDIAN = 50;
    private static final MarketListener DEAF = new MarketListener()
    {
    };

    private final ClientLoop loop;
    private final boolean ownsLoop;
    private final ClientConfig config;
    private final Session session;
    private final Link link = new Link();

    private TickwireClient(final ClientLoop loop, final boolean ownsLoop, final ClientConfig config)
    {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.config = config;
        session = new Session(config, link);
    }

    /**
     * A client with a thread of its own, which has begun to connect.
     */
    public static TickwireClient connect(final ClientConfig config, final ClientListener... listeners)
    {
        return connectOwning(ClientLoop.start("tickwire-client"), config, made ->
        {
            // Nobody else has to know it.
        }, listeners);
    }

    /**
     * A client on a loop that others may share.
     */
    public static TickwireClient connect(
        final ClientLoop loop, final ClientConfig config, final ClientListener... listeners)
    {
        return begin(new TickwireClient(loop, false, config), listeners);
    }

    /**
     * @param before is called with the client before it begins.
     */
    static TickwireClient connectOwning(
        final ClientLoop loop,
        final ClientConfig config,
        final Consumer<TickwireClient> before,
        final ClientListener... listeners)
    {
        final TickwireClient client = new TickwireClient(loop, true, config);
        before.accept(client);

        return begin(client, listeners);
    }

    private static TickwireClient begin(final TickwireClient client, final ClientListener... listeners)
    {
        client.loop.execute(() ->
        {
            for (final ClientListener listener : listeners)
            {
                client.session.listeners.add(listener);
            }
            client.loop.add(client.session);
            client.session.start(client.loop.nowNs());
        });

        return client;
    }

    /**
     * Want something. What another handle wants already is shared.
     */
    public Handle subscribe(final Subscription subscription, final MarketListener listener)
    {
        final Handle handle = new Handle(this, subscription, listener);
        loop.execute(() -> session.subscribe(handle));

        return handle;
    }

    /**
     * Want something for the listeners of all that is heard.
     */
    public Handle subscribe(final Subscription subscription)
    {
        return subscribe(subscription, DEAF);
    }

    void unsubscribe(final Handle handle)
    {
        loop.execute(() -> session.unsubscribe(handle));
    }

    /** Tell a listener of all that is heard. */
    public void on(final ClientListener listener)
    {
        loop.execute(() -> session.listeners.add(listener));
    }

    /** Tell it no more. */
    public void off(final ClientListener listener)
    {
        loop.execute(() -> session.listeners.remove(listener));
    }

    /**
     * Ask the server something.
     *
     * @param method {@code status}, {@code snapshot}, {@code symbols}, {@code history}, ...
     * @return the {@code response}; fails where there is an error, or no connection.
     */
    public CompletableFuture<Map<String, Object>> request(final String method, final Map<String, Object> params)
    {
        return ask(Values.map("type", "request", "method", method, "params", params));
    }

    /**
     * Publish to a topic.
     */
    public CompletableFuture<Map<String, Object>> publish(final String channel, final Object data)
    {
        return ask(Values.map("type", "publish", "channel", channel, "data", data));
    }

    /**
     * Be someone else from now on.
     */
    public CompletableFuture<Map<String, Object>> auth(final String token)
    {
        return ask(Values.map("type", "auth", "token", token));
    }

    /**
     * Send a message as the protocol has it; an {@code id} is added.
     */
    public CompletableFuture<Map<String, Object>> ask(final Map<String, Object> message)
    {
        final CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        loop.execute(() -> session.request(message).whenComplete((value, failure) ->
        {
            if (failure == null)
            {
                answer.complete(value);
            }
            else
            {
                answer.completeExceptionally(failure);
            }
        }));

        return answer;
    }

    /** Run something on the loop's thread, where books may be looked at. */
    public void execute(final Runnable action)
    {
        loop.execute(action);
    }

    /**
     * A book as it stands, null where none is known; of two views, the one that was there first. For the loop's thread.
     */
    public Book book(final String symbol, final String venue)
    {
        assert loop.isOwner() : "another thread's book";
        final StreamState stream =
            session.subscriptions.wanted(session.streams.get(Channel.BOOK, symbol, venue, 0));

        return stream == null ? null : stream.book;
    }

    /** Read nothing more: the server comes to its own rules for those who are slow. */
    public void pauseReading()
    {
        loop.execute(link::pause);
    }

    /** Go on. */
    public void resumeReading()
    {
        loop.execute(link::resume);
    }

    /** End the connection without a word; the client comes back, as after any other loss. */
    public void abort()
    {
        loop.execute(link::abort);
    }

    public boolean isConnected()
    {
        return loop.call(() -> session.phase() == Session.Phase.OPEN);
    }

    /** Figures since the client was made. */
    public ClientMetrics getMetrics()
    {
        return loop.call(this::metrics);
    }

    /** Round trips of pings in ns, as a copy. */
    public Histogram roundTrips()
    {
        return loop.call(session.roundTrips::copy);
    }

    /** How it does. */
    public ClientHealth getHealth()
    {
        return loop.call(this::health);
    }

    /**
     * Leave the server, for good.
     */
    @Override
    public void close()
    {
        loop.execute(() ->
        {
            session.close();
            loop.remove(session);
        });
        if (ownsLoop)
        {
            loop.close();
        }
    }

    private ClientMetrics metrics()
    {
        final Counts counts = session.counts;
        final double latency = session.roundTrips.getTotalCount() == 0 ? Double.NaN :
            session.roundTrips.getValueAtPercentile(MEDIAN) / 2 / NS_PER_MS;

        return new ClientMetrics(
            counts.messages, counts.errors, session.phase() == Session.Phase.OPEN ? 1 : 0, latency, counts.duplicates,
            counts.gaps, counts.missed, counts.resyncs, counts.reconnects, counts.dropped, counts.bytes);
    }

    private ClientHealth health()
    {
        final boolean isOpen = session.phase() == Session.Phase.OPEN;
        final boolean isDown = session.phase() == Session.Phase.ENDED;
        final String connection = isOpen ? "healthy" : isDown ? "down" : "degraded";
        long books = 0;
        long liveBooks = 0;
        long stale = 0;
        for (final StreamState stream : session.streams.all())
        {
            books += stream.book == null ? 0 : 1;
            liveBooks += stream.book != null && stream.book.isLive() ? 1 : 0;
            stale += stream.book == null && stream.status != StreamStatus.LIVE ? 1 : 0;
        }
        final boolean isGood = books == liveBooks && stale == 0;
        final Map<String, ClientHealth.Component> components = new LinkedHashMap<>();
        components.put("connection", new ClientHealth.Component(connection, session.phase().name()));
        components.put("subscriptions", component(
            session.waiting() == 0, session.subscriptions.size() + " handles, " + session.waiting() + " to be sent"));
        components.put("books", component(books == liveBooks, liveBooks + " of " + books + " live"));
        components.put("data", component(stale == 0, stale + " streams stale"));

        return new ClientHealth(
            isDown ? "down" : isOpen && isGood && session.waiting() == 0 ? "healthy" : "degraded", components);
    }

    private static ClientHealth.Component component(final boolean isGood, final String details)
    {
        return new ClientHealth.Component(isGood ? "healthy" : "degraded", details);
    }

    /** The connection that there is now. */
    private final class Link implements ClientLink
    {
        private Connection connection;
        private boolean isPaused;

        @Override
        public void dial()
        {
            connection = null;
            connection = loop.open(config, session);
            if (isPaused)
            {
                connection.pauseReading();
            }
        }

        @Override
        public boolean send(final int opcode, final byte[] bytes, final int length)
        {
            return connection.send(opcode, bytes, length);
        }

        @Override
        public void close(final int code, final String reason)
        {
            if (connection != null)
            {
                connection.close(code, reason);
            }
        }

        @Override
        public long jitter(final long bound)
        {
            return TimeUnit.NANOSECONDS.toMillis(
                ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(bound) + 1));
        }

        private void pause()
        {
            isPaused = true;
            if (connection != null)
            {
                connection.pauseReading();
            }
        }

        private void resume()
        {
            isPaused = false;
            if (connection != null)
            {
                connection.resumeReading();
            }
        }

        private void abort()
        {
            if (connection != null)
            {
                connection.abort();
            }
        }
    }
}
