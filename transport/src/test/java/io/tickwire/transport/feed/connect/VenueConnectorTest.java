package io.tickwire.transport.feed.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.RoleThreads;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.stats.HealthState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a connector does with a venue that behaves, and with one that does not, up to a client.
 */
class VenueConnectorTest
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Nothing is late, on any machine. */
    private static final ConnectTimes PATIENT = new ConnectTimes(
        20 * MS, PATIENCE_NS, 500 * MS, 300 * MS, PATIENCE_NS, PATIENCE_NS, PATIENCE_NS, 2_000 * MS);

    /** Asks soon whether a venue is there, and waits for the answer. */
    private static final ConnectTimes ASKING = new ConnectTimes(
        20 * MS, PATIENCE_NS, 500 * MS, 300 * MS, 200 * MS, PATIENCE_NS, PATIENCE_NS, 2_000 * MS);

    /** Gives up soon what is not answered. */
    private static final ConnectTimes HASTY =
        new ConnectTimes(20 * MS, 500 * MS, 500 * MS, 300 * MS, 1_000 * MS, 1_000 * MS, 500 * MS, 2_000 * MS);

    /** Misses a book soon whose stream is on. */
    private static final ConnectTimes MISSING = new ConnectTimes(
        20 * MS, PATIENCE_NS, 500 * MS, 300 * MS, PATIENCE_NS, PATIENCE_NS, 200 * MS, 2_000 * MS);

    private final FakeVenue venue = new FakeVenue();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private VenueConnector connector;
    private TickwireServer server;
    private WebSocket client;

    @AfterEach
    void end()
    {
        client.abort();
        server.close();
        venue.close();
    }

    @Test
    void shouldTellWhatAVenueTells() throws Exception
    {
        start(0, 30_000, "btc/usd");
        awaitUp();
        venue.tellChange("100.50", "3.000");
        venue.tellTrade(1);

        await("the change", () -> lastOf("orderbook_update").path("bids").path(0).path("price").asDouble() == 100.5);
        await("the trade", () -> trades().equals(List.of(1)));
        assertEquals(List.of("on trades", "on book"), venue.asked());
        assertTrue(connector.health().details().startsWith("1 of 1 connections, 2 of 2 streams of 1 symbols"),
            connector.health().details());
    }

    @Test
    void shouldComeBackWhenTheConnectionBreaks() throws Exception
    {
        start(0, 30_000, "btcusd");
        awaitUp();
        for (int i = 2; i <= 4; i++)
        {
            final int connects = i;
            venue.cut();
            await("another connection", () -> venue.connects() >= connects && isUp());
        }
        venue.tellTrade(7);

        await("the trade", () -> trades().equals(List.of(7)));
        await("the book", () -> !isStale());
        assertTrue(count("disconnects") >= 3);
    }

    @Test
    void shouldAskAgainForWhatIsNotAnswered() throws Exception
    {
        venue.mute(true);
        start(HASTY, 0, 30_000, "btcusd");
        await("asked three times", () -> venue.asked().stream().filter("on book"::equals).count() >= 3);
        await("another connection", () -> venue.connects() >= 2);
        venue.mute(false);

        awaitUp();
        assertTrue(count("unanswered") >= 3);
    }

    @Test
    void shouldGiveUpAConnectionByWhichNothingComes() throws Exception
    {
        start(HASTY, 0, 30_000, "btcusd");
        awaitUp();
        venue.mute(true);
        await("given up", () -> count("silent") > 0);
        venue.mute(false);

        await("another connection", () -> venue.connects() >= 2);
        awaitUp();
    }

    @Test
    void shouldKeepAConnectionThatOnlyAnswersPings() throws Exception
    {
        start(ASKING, 0, 30_000, "btcusd");
        awaitUp();
        await("asked whether it is there", () -> venue.pings() >= 4);

        assertEquals(1, venue.connects());
        assertEquals(0, count("silent"));
    }

    @Test
    void shouldSayWhatIsRefused() throws Exception
    {
        venue.refuse("trades");
        start(0, 30_000, "btcusd,nothing");
        await("refused", () -> count("refused_streams") == 1);
        await("degraded", () -> connector.health().state() == HealthState.DEGRADED);

        await("told", () -> connector.health().details().contains("1 of 2 streams of 1 symbols") &&
            connector.health().details().contains("no such symbol: nothing"));
        await("the book", () -> lastOf("orderbook_update").path("bids").size() == 1);

        venue.refuse();
        await("asked for again", () -> connector.health().details().contains("2 of 2 streams"));
    }

    @Test
    void shouldAskUntilItKnowsWhatIsTraded() throws Exception
    {
        venue.failLists(3);
        start(0, 200, "*");
        awaitUp();

        assertEquals(4, venue.lists());
    }

    @Test
    void shouldNotHammerAVenueThatClosesAtOnce() throws Exception
    {
        venue.closeAtOnce(true);
        final long fromNs = System.nanoTime();
        start(0, 30_000, "btcusd");
        await("several attempts", () -> venue.connects() >= 4);
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
        venue.closeAtOnce(false);

        // Between attempts is the gate's gap at the least.
        assertTrue(tookMs >= 3 * 200, "took " + tookMs + " ms");
        awaitUp();
    }

    @Test
    void shouldAskAnewForABookThatDoesNotChangeAnyMore() throws Exception
    {
        start(0, 300, "btcusd");
        awaitUp();
        await("the book", () -> lastOf("orderbook_update").path("bids").size() == 1);
        venue.tellChange("99.00", "1.000");

        await("asked anew", () -> venue.asked().contains("off book") &&
            venue.asked().stream().filter("on book"::equals).count() >= 2);
        await("the book again", () -> !isStale() && lastOf("orderbook_update").path("bids").size() == 1);
        assertEquals(1, venue.connects());
        assertTrue(count("silent_books") >= 1);
    }

    /** In a market that stands still, so that no change of the book tells that it is missing. */
    @Test
    void shouldAskUntilABookComesThatIsLostAgainAndAgain() throws Exception
    {
        venue.loseBooks(4);
        start(MISSING, 0, 30_000, "btcusd");
        awaitUp();

        final long asked = venue.asked().stream().filter("on book"::equals).count();
        assertTrue(asked >= 5, "asked=" + asked);
        assertEquals(1, venue.connects());
    }

    @Test
    void shouldRenewAConnectionWithoutAHoleBeforeTheVenueEndsIt() throws Exception
    {
        start(2_000, 30_000, "btcusd");
        awaitUp();
        int id = 0;
        final long fromNs = System.nanoTime();
        while (venue.connects() < 4 && System.nanoTime() - fromNs < PATIENCE_NS)
        {
            venue.tellTrade(++id);
            LockSupport.parkNanos(POLL_NS);
        }
        assertTrue(venue.connects() >= 4, "connects=" + venue.connects());

        final List<Integer> all = IntStream.rangeClosed(1, id).boxed().toList();
        await("all trades once", () -> trades().size() >= all.size());
        assertEquals(all, trades());
        assertEquals(0, count("disconnects"));
    }

    private void start(final long lifetimeMs, final long silenceMs, final String symbols) throws StartException
    {
        start(PATIENT, lifetimeMs, silenceMs, symbols);
    }

    private void start(
        final ConnectTimes times, final long lifetimeMs, final long silenceMs, final String symbols)
        throws StartException
    {
        final FeedSettings.Links links = new FeedSettings.Links(silenceMs, 300, List.of(), Optional.empty());
        server = new TickwireServer(
            ServerConfig.defaults()
                .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
                .with(FeedSettings.none()),
            List.of((engine, listings, clock, roleThreads) ->
            {
                connector = new VenueConnector(
                    FeedSpec.parse("coinbase:" + symbols),
                    links,
                    new FakeProtocol(venue, lifetimeMs),
                    times,
                    new VenueConnector.Surroundings(engine, listings, clock, roleThreads, RoleThreads.ANY_CORE));

                return connector;
            }));
        server.start();
        client = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
            URI.create("ws://127.0.0.1:" + server.addresses().get(0).getPort() + "/ws"), new Listener()).join();
        // Trades first: who has a book has joined them, too.
        client.sendText("{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"*\"]}", true).join();
        client.sendText("{\"type\":\"subscribe\",\"channel\":\"book\",\"symbols\":[\"*\"],\"depth\":10}", true).join();
    }

    /** Keeps what comes. */
    private final class Listener implements WebSocket.Listener
    {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean isLast)
        {
            text.append(part);
            if (isLast)
            {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);

            return null;
        }
    }

    private boolean isUp()
    {
        return connector.health().state() == HealthState.UP;
    }

    private void awaitUp()
    {
        await("all up", this::isUp);
        // A client has joined when it is told something.
        await("the book", () -> !lastOf("orderbook_update").isMissingNode());
    }

    private long count(final String kind)
    {
        return connector.counts().get(kind);
    }

    private List<Integer> trades()
    {
        return messages.stream()
            .map(VenueConnectorTest::parse)
            .filter(message -> message.path("type").asText().equals("trade_update"))
            .map(message -> message.path("trade_id").asInt())
            .toList();
    }

    private JsonNode lastOf(final String type)
    {
        return messages.stream()
            .map(VenueConnectorTest::parse)
            .filter(message -> message.path("type").asText().equals(type))
            .reduce((first, second) -> second)
            .orElse(JSON.missingNode());
    }

    /** Whether the newest word on the book is that it is not to be believed. */
    private boolean isStale()
    {
        return messages.stream()
            .map(VenueConnectorTest::parse)
            .map(message -> message.path("type").asText())
            .filter(type -> type.equals("stale") || type.equals("orderbook_update"))
            .reduce((first, second) -> second)
            .map("stale"::equals)
            .orElse(true);
    }

    private static JsonNode parse(final String message)
    {
        try
        {
            return JSON.readTree(message);
        }
        catch (final JsonProcessingException ex)
        {
            throw new AssertionError(message, ex);
        }
    }

    private static void await(final String what, final BooleanSupplier condition)
    {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - fromNs < PATIENCE_NS, "not in time: " + what);
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
