package io.tickwire.tools.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.feed.deribit.PacketBuilder;
import io.tickwire.tools.exchange.Exchange;
import io.tickwire.tools.exchange.ExchangeOptions;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A venue that comes by multicast: from groups of this machine, through a server, to a client.
 */
class MulticastEndToEndTest
{
    private static final String VENUE = "deribit-sbe";
    private static final String SYMBOL = "BTCUSD-PERP";
    private static final long SEED = 20261127L;
    private static final String RECORDED = "sbe_deribit_multicast_first3000";
    private static final int DEFINITIONS_A_PACKET = 16;
    private static final int OPTION = 1;
    private static final int WEEK = 4;

    /** Of none of the venue's. */
    private static final int OWN_CHANNEL = 199;

    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatOneGroupTold() throws Exception
    {
        final DatagramRecording recording = new DatagramRecording(SEED);
        run(file(recording), List.of(group(1)), "", client -> differences(recording, true, client));
    }

    @Test
    void shouldTellTheWholeStreamOfTwoGroupsWithDifferentLosses() throws Exception
    {
        final DatagramRecording recording = new DatagramRecording(SEED + 1);
        final Map<String, Long> counts = run(
            file(recording),
            List.of(group(1), group(2)),
            "every 7 drop 1 line=1\nevery 10 drop 1 line=2 until=200ms\nevery 13 duplicate line=2",
            client -> differences(recording, true, client));

        assertTrue(counts.get("gaps") > 0, counts.toString());
    }

    /** Trades that came by neither are lost; the book is as good as the venue's next snapshot. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void shouldHaveTheRightBookWhereAllGroupsLostTheSame(final int groups) throws Exception
    {
        final DatagramRecording recording = new DatagramRecording(SEED + 2);
        final List<String> places = new ArrayList<>();
        for (int i = 1; i <= groups; i++)
        {
            places.add(group(i));
        }
        final Map<String, Long> counts = run(
            file(recording),
            places,
            "every 9 drop 2\nevery 50 reorder",
            client -> differences(recording, false, client));

        assertTrue(counts.get("gaps") > 0, counts.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1 | ''", "2 | every 40 drop 1 line=1;every 57 drop 1 line=2 until=20s"})
    void shouldTellWhatWasRecorded(final int groups, final String faults) throws Exception
    {
        final Path file = Recordings.files(RECORDED).get(0);
        final List<String> places = new ArrayList<>();
        for (int i = 1; i <= groups; i++)
        {
            places.add(group(i));
        }
        final JsonNode expected = Recordings.expected(RECORDED);
        run(file, places, faults.replace(';', '\n'), client ->
        {
            final List<String> found = new ArrayList<>();
            expected.properties().forEach(entry ->
            {
                FeedsEndToEndTest.compareBook(
                    entry.getKey(), entry.getValue().path("book"), client.book(entry.getKey(), VENUE), found);
                FeedsEndToEndTest.compareTrades(
                    entry.getKey(), entry.getValue().path("trades"), client.trades(entry.getKey(), VENUE), found);
            });

            return found;
        });
    }

    @Test
    void shouldSayWhichGroupCanNotBeJoined()
    {
        final String message = startError("deribit-sbe:*;groups=239.255.78.1:6100/nosuch0");

        assertEquals("feed.venues: a group can not be joined: group=239.255.78.1:6100, interface=nosuch0: " +
            "there is no such network interface: nosuch0", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "deribit-sbe:*                          | wants groups=",
        "deribit:*;groups=239.255.78.1:6100/lo  | does not come by multicast"})
    void shouldSayWhichVenuesHaveGroups(final String feed, final String why)
    {
        final ServerConfig config = config(feed);
        final String message =
            assertThrows(IllegalArgumentException.class, () -> new TickwireServer(config)).getMessage();

        assertTrue(message.startsWith("feed.venues: ") && message.contains(why), message);
    }

    @Test
    void shouldBelieveNoBookOfASilentGroup() throws Exception
    {
        final DatagramRecording recording = new DatagramRecording(SEED + 3);
        final List<String> groups = List.of(group(1));
        final ExchangeOptions options = ExchangeOptions.of(List.of(file(recording)), null, null)
            .pace("1", "told", false).multicast(groups);
        try (Exchange exchange = new Exchange(options, notice -> { }))
        {
            exchange.launch(progress -> { });
            try (VenueServer server = VenueServer.start(exchange, links ->
                new FeedSettings.Links(2_000, links.reconnectMs(), links.trust(), links.proxy()));
                MarketClient client = MarketClient.connect(server.port()))
            {
                FeedsEndToEndTest.await("told that nothing came", () -> contains(server, "nothing has come by 239."));
                exchange.go();
                FeedsEndToEndTest.await("the book", () -> differences(recording, false, client));
                FeedsEndToEndTest.await("stale", () ->
                    client.isStale(SYMBOL, VENUE) ? List.of() : List.of(server.health().toString()));
                FeedsEndToEndTest.await("told", () -> contains(server, "nothing comes by 239."));
                assertEquals(1L, server.counts(VENUE).get("silent"));
            }
        }
    }

    /** What is to be so at the end. */
    @FunctionalInterface
    private interface End
    {
        List<String> differences(MarketClient client) throws Exception;
    }

    /**
     * Have a recording told to groups, and wait until a client has what came of it.
     *
     * @return what the feed counted.
     */
    private static Map<String, Long> run(
        final Path file, final List<String> groups, final String faults, final End end) throws Exception
    {
        final boolean isMadeUp = !file.toString().endsWith(".gz");
        final ExchangeOptions options = ExchangeOptions.of(List.of(file), null, null)
            .pace(isMadeUp ? "1" : "5", "told", false).faults("test", faults, 1).multicast(groups);
        try (Exchange exchange = new Exchange(options, notice -> { }))
        {
            exchange.launch(progress -> { });
            try (VenueServer server = VenueServer.start(exchange, UnaryOperator.identity()))
            {
                define(isMadeUp ? List.of(DatagramRecording.definition(-1)) : recordedDefinitions(), groups, server);
                tell(exchange, server, end);

                return server.counts(VENUE);
            }
        }
    }

    private static void tell(final Exchange exchange, final VenueServer server, final End end) throws Exception
    {
        try (MarketClient client = MarketClient.connect(server.port()))
        {
            FeedsEndToEndTest.await("subscribed", () ->
                client.isSubscribed() ? List.of() : List.of("not subscribed"));
            exchange.go();
            FeedsEndToEndTest.await("the end", () ->
                exchange.isOver() ? List.of() : List.of("progress " + exchange.progress()));
            FeedsEndToEndTest.await("all of it", () ->
            {
                final List<String> found = end.differences(client);
                if (!found.isEmpty())
                {
                    found.add(server.counts(VENUE).toString());
                }

                return found;
            });
            assertEquals(List.of(), client.troubles());
            Recordings.parse(exchange.faults()).path("faults").forEach(fault ->
                assertTrue(fault.path("done").asLong() > 0, fault::toString));
        }
    }

    /** Tell the venue's definitions before anything else, so that a client can subscribe to all of it. */
    private static void define(final List<byte[]> definitions, final List<String> groups, final VenueServer server)
        throws Exception
    {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        {
            socket.setOption(
                StandardSocketOptions.IP_MULTICAST_IF,
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            for (final String group : groups)
            {
                final int colon = group.indexOf(':');
                final InetSocketAddress to = new InetSocketAddress(
                    group.substring(0, colon), Integer.parseInt(group.substring(colon + 1)));
                for (final byte[] definition : definitions)
                {
                    socket.send(new DatagramPacket(definition, definition.length, to));
                }
            }
            FeedsEndToEndTest.await("defined", () ->
                server.isUp() ? List.of() : List.of(server.health().toString()));
        }
    }

    /** All by the venue's names, each as fine as any is. */
    private static List<byte[]> recordedDefinitions()
    {
        final List<byte[]> packets = new ArrayList<>();
        PacketBuilder packet = new PacketBuilder(OWN_CHANNEL, 0);
        int count = 0;
        for (final Map.Entry<String, JsonNode> entry : Recordings.expected(RECORDED).properties())
        {
            packet.definition(entry.getValue().path("instrument_id").asInt(), entry.getKey(), OPTION, WEEK,
                "BTC", "USD", 0.0001, 0.001);
            if (++count % DEFINITIONS_A_PACKET == 0)
            {
                packets.add(packet.bytes());
                packet = new PacketBuilder(OWN_CHANNEL, count);
            }
        }
        packets.add(packet.bytes());

        return packets;
    }

    private static List<String> differences(
        final DatagramRecording recording, final boolean isWhole, final MarketClient client)
    {
        final List<String> found = new ArrayList<>();
        FeedsEndToEndTest.compareBook(
            SYMBOL, Recordings.parse(recording.book()), client.book(SYMBOL, VENUE), found);
        final MarketClient.Trades trades = client.trades(SYMBOL, VENUE);
        if (isWhole && (trades.count() != recording.trades() || trades.buys() != recording.buys() ||
            trades.quantity().compareTo(recording.quantity()) != 0))
        {
            found.add(trades.count() + " trades of " + trades.quantity() + ", not " + recording.trades() + " of " +
                recording.quantity());
        }

        return found;
    }

    private static List<String> contains(final VenueServer server, final String text)
        throws IOException, InterruptedException
    {
        final String health = server.health().toString();

        return health.contains(text) ? List.of() : List.of(health);
    }

    private Path file(final DatagramRecording recording) throws IOException
    {
        return recording.write(folder.resolve("made-up.pcapng"));
    }

    /** A group of this machine, at a port that nobody has. */
    private static String group(final int line) throws IOException
    {
        try (DatagramSocket socket = new DatagramSocket(0))
        {
            return "239.255.78." + line + ':' + socket.getLocalPort();
        }
    }

    private static String startError(final String feed)
    {
        try (TickwireServer server = new TickwireServer(config(feed)))
        {
            return assertThrows(StartException.class, server::start).getMessage();
        }
    }

    private static ServerConfig config(final String feed)
    {
        return ServerConfig.defaults()
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(FeedSettings.of(FeedSpec.parse(feed)));
    }
}
