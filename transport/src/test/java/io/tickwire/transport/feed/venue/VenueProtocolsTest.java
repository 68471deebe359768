package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.feed.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What all protocols keep to, and where each venue is.
 */
class VenueProtocolsTest
{
    private static final int SYMBOLS = 1_000;

    /** Venues that are not reached by WebSocket, and why. */
    private static final Map<String, String> OTHERS = Map.of("deribit-sbe", "it comes by multicast");

    /** What names a request in what is sent and answered. */
    private static final List<String> IDS = List.of("id", "req_id", "reqid", "subId", "cid");

    static List<String> venues()
    {
        return VenueProtocol.names();
    }

    @Test
    void shouldHaveAProtocolOfEachVenueOrAReason()
    {
        final Set<String> names = new HashSet<>(VenueProtocol.names());
        names.addAll(OTHERS.keySet());

        assertEquals(new HashSet<>(Venue.names()), names);
        assertEquals(VenueProtocol.names().size() + OTHERS.size(), names.size());
        OTHERS.keySet().forEach(venue -> assertTrue(VenueProtocol.isMulticast(venue), venue));
        VenueProtocol.names().forEach(venue -> assertFalse(VenueProtocol.isMulticast(venue), venue));
    }

    @Test
    void shouldTellWhatThereIsWhereThereIsNone()
    {
        final String unknown =
            assertThrows(IllegalArgumentException.class, () -> VenueProtocol.of("no")).getMessage();
        final String unreached =
            assertThrows(IllegalArgumentException.class, () -> VenueProtocol.of("deribit-sbe")).getMessage();

        assertTrue(unknown.contains("venue=no") && unknown.contains("kraken"), unknown);
        assertTrue(unreached.contains("venue=deribit-sbe") && unreached.contains("kraken"), unreached);
    }

    @Test
    void shouldKnowVenuesByTheirAliases()
    {
        assertSame(VenueProtocol.of("binance"), VenueProtocol.of("binance-spot"));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldBringAllChannelsAndNothingTwice(final String venue)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        final String symbol = symbols(venue).get(0);
        final List<VenueStream> all = protocol.streams(symbol, protocol.channels());

        assertEquals(venue, protocol.venue());
        assertEquals(all.size(), all.stream().map(VenueStream::name).distinct().count());
        assertTrue(
            all.stream().filter(stream -> stream.name().toLowerCase().contains("trade@")).count() <= 1, "trades twice");
        for (final FeedChannel channel : FeedChannel.values())
        {
            final List<VenueStream> one = protocol.streams(symbol, EnumSet.of(channel));
            assertEquals(protocol.channels().contains(channel) ? 1 : 0, one.size(), channel::name);
            one.forEach(stream -> assertEquals(channel, stream.channel()));
            one.forEach(stream -> assertTrue(all.stream().anyMatch(other -> other.name().equals(stream.name()))));
        }
        assertEquals(List.of(), protocol.streams(symbol, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldStayWithinLimitsWhateverTheNumberOfSymbols(final String venue)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        final Map<String, Set<VenueStream>> groups = new LinkedHashMap<>();
        for (final String symbol : symbols(venue))
        {
            for (final VenueStream stream : protocol.streams(symbol, protocol.channels()))
            {
                groups.computeIfAbsent(protocol.group(stream), group -> new HashSet<>()).add(stream);
            }
        }
        final Set<String> paths = new HashSet<>();
        for (final Set<VenueStream> group : groups.values())
        {
            final List<VenueStream> streams = new ArrayList<>(group);
            paths.add(protocol.path(streams));
            for (int from = 0; from < streams.size(); from += protocol.limits().streamsPerConnection())
            {
                shouldAsk(protocol, streams.subList(
                    from, Math.min(streams.size(), from + protocol.limits().streamsPerConnection())));
            }
        }
        assertEquals(groups.size(), paths.size(), "each group has a path of its own");
    }

    private static void shouldAsk(final VenueProtocol protocol, final List<VenueStream> streams)
    {
        final Conversation conversation = protocol.newConversation();
        final List<String> messages = new ArrayList<>();
        conversation.begin(messages::add);
        final int begun = messages.size();
        conversation.subscribe(streams, messages::add);
        final int asked = messages.size() - begun;
        conversation.unsubscribe(streams, messages::add);
        for (int i = 0; i < 3; i++)
        {
            Optional.ofNullable(conversation.keepAlive()).filter(text -> !text.equals("ping")).ifPresent(messages::add);
            Optional.ofNullable(conversation.testAnswer()).ifPresent(messages::add);
        }

        final VenueLimits limits = protocol.limits();
        final long kinds = streams.stream().map(VenueStream::channel).distinct().count();
        assertTrue(asked >= 1 && asked <= streams.size() / limits.streamsPerMessage() + kinds, () -> "asked=" + asked);
        final Set<String> ids = new HashSet<>();
        for (final String message : messages)
        {
            assertTrue(message.getBytes(StandardCharsets.UTF_8).length < 1 << 13, message);
            for (final String id : IDS)
            {
                final JsonNode value = Heard.parse(message).path(id);
                assertTrue(value.isMissingNode() || ids.add(value.asText()), message);
            }
        }
        final List<Set<String>> wanted = new ArrayList<>();
        messages.subList(begun, begun + asked).forEach(message -> collectParts(Heard.parse(message), wanted));
        streams.forEach(stream -> assertEquals(
            1, wanted.stream().filter(values -> hasAll(values, stream.name())).count(), stream::name));
    }

    /** The values of a message, or of each of its arguments where these are objects. */
    private static void collectParts(final JsonNode message, final List<Set<String>> parts)
    {
        if (message.path("args").path(0).isObject())
        {
            message.path("args").forEach(argument -> collectParts(argument, parts));
        }
        else
        {
            final Set<String> values = new HashSet<>();
            collect(message, values);
            parts.add(values);
        }
    }

    /** Whether the words of a stream's name are there, of which the first may be a part of one. */
    private static boolean hasAll(final Set<String> values, final String name)
    {
        final int slash = name.indexOf('/');

        return slash < 0 ? values.contains(name) :
            values.contains(name.substring(slash + 1)) && values.stream().anyMatch(value ->
                name.startsWith(value + '/') || name.startsWith(value + '-'));
    }

    private static void collect(final JsonNode node, final Set<String> values)
    {
        if (node.isValueNode())
        {
            values.add(node.asText());
        }
        node.forEach(child -> collect(child, values));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldHaveAnswersThatCanBeWaitedFor(final String venue)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        final Conversation conversation = protocol.newConversation();

        assertEquals(conversation.keepAlive() == null, conversation.keepAliveMs() == 0);
        assertTrue(protocol.limits().messagesPerSecond() > 0);
        assertTrue(protocol.limits().maxMessageBytes() >= 4 << 20);
        assertTrue(protocol.streamBase().getScheme().equals("wss") && protocol.restBase().getScheme().equals("https"));
        assertTrue(protocol.streamBase().getPath().isEmpty() && protocol.restBase().getPath().isEmpty());
        assertTrue(protocol.path(List.of()).startsWith("/"));
        assertTrue(protocol.instrumentRequests().stream().allMatch(path -> path.startsWith("/")));
        assertFalse(protocol.instrumentRequests().isEmpty());
        assertNotEquals(protocol.newConversation(), conversation, "each connection has a talk of its own");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        binance      | BTCUSDT     | /api/v3/depth?symbol=BTCUSDT&limit=5000
        binance      | 币安USDT    | /api/v3/depth?symbol=%E5%B8%81%E5%AE%89USDT&limit=5000
        binance-sbe  | BTCUSDT     | /api/v3/depth?symbol=BTCUSDT&limit=5000
        binance-usdm | BTCUSDT     | /fapi/v1/depth?symbol=BTCUSDT&limit=1000
        binance-coinm| BTCUSD_PERP | /dapi/v1/depth?symbol=BTCUSD_PERP&limit=1000
        bitstamp     | btcusd      | /api/v2/order_book/btcusd/
        kraken       | BTC/USD     |
        coinbase     | BTC-USD     |
        """)
    void shouldAskForBooksByRest(final String venue, final String symbol, final String path)
    {
        assertEquals(Optional.ofNullable(path), VenueProtocol.of(venue).snapshotRequest(symbol));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        binance           | BTCUSDT       | /stream                | BTCUSDT
        binance-sbe       | BTCUSDT       | /stream                | BTCUSDT
        binance-coinm     | BTCUSD_PERP   | /stream                | BTCUSD_PERP
        binance-usdm      | BTCUSDT       | /public/stream         | TRADES QUOTES BOOK
        binance-usdm      | BTCUSDT       | /market/stream         | TICKER CANDLES LIQUIDATIONS
        okx               | BTC-USDT-SWAP | /ws/v5/public          | TRADES QUOTES BOOK TICKER LIQUIDATIONS
        okx               | BTC-USDT-SWAP | /ws/v5/business        | CANDLES
        bybit             | BTCUSDT       | /v5/public/linear      | all
        bybit             | BTCPERP       | /v5/public/linear      | all
        bybit             | BTC-26DEC25   | /v5/public/linear      | all
        bybit             | BTCUSD        | /v5/public/inverse     | all
        bybit             | BTCUSDZ25     | /v5/public/inverse     | all
        bybit-spot        | BTCUSDT       | /v5/public/spot        | all
        """)
    void shouldTakeEachStreamFromWhereItIs(
        final String venue, final String symbol, final String path, final String channels)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        final Set<FeedChannel> wanted = channels.contains("S ") || channels.equals("CANDLES") ?
            Set.of(channels.split(" ")).stream().map(FeedChannel::valueOf).collect(Collectors.toSet()) :
            protocol.channels();
        final List<VenueStream> streams = protocol.streams(symbol, wanted);

        assertFalse(streams.isEmpty());
        assertEquals(1, streams.stream().map(protocol::group).distinct().count());
        assertEquals(path, protocol.path(streams));
    }

    @Test
    void shouldShowTheKeyToTheVenueThatWantsOne()
    {
        final VenueProtocol sbe = VenueProtocol.of("binance-sbe");

        assertEquals(Map.of("X-MBX-APIKEY", "abc"), sbe.headers(Optional.of("abc")));
        assertThrows(IllegalArgumentException.class, () -> sbe.headers(Optional.empty()));
        final String bad = "a b\r\nX: y";
        final String message =
            assertThrows(IllegalArgumentException.class, () -> sbe.headers(Optional.of(bad))).getMessage();
        assertFalse(message.contains("a b"), message);
        assertEquals(Map.of(), VenueProtocol.of("binance").headers(Optional.of("abc")));
    }

    @Test
    void shouldAskForLiquidationsOnceForAll()
    {
        final VenueProtocol okx = VenueProtocol.of("okx");
        final Set<FeedChannel> wanted = Set.of(FeedChannel.LIQUIDATIONS);

        assertEquals(
            List.of(new VenueStream("liquidation-orders/SWAP", FeedChannel.LIQUIDATIONS, "")),
            okx.streams("BTC-USDT-SWAP", wanted));
        assertEquals(okx.streams("BTC-USDT-SWAP", wanted), okx.streams("ETH-USD-SWAP", wanted));
        assertEquals("liquidation-orders/FUTURES", okx.streams("BTC-USD-251226", wanted).get(0).name());
        assertEquals(List.of(), okx.streams("BTC-USDT", wanted));
        assertEquals(List.of(), VenueProtocol.of("bitfinex").streams("tBTCUSD", wanted));
    }

    @Test
    void shouldNotAskForWhatComesByAnotherName()
    {
        final VenueProtocol advanced = VenueProtocol.of("coinbase-advanced");

        assertEquals(List.of(), advanced.streams("BTC-USDC", advanced.channels()));
        assertFalse(advanced.streams("USDT-USDC", advanced.channels()).isEmpty());
    }

    /** A thousand that look like a venue's, and could have all of its channels. */
    private static List<String> symbols(final String venue)
    {
        final List<String> symbols = new ArrayList<>();
        for (int i = 0; i < SYMBOLS; i++)
        {
            final String coin = "" + (char)('A' + i / 100) + (char)('A' + i / 10 % 10) + (char)('A' + i % 10);
            symbols.add(switch (venue)
            {
                case "bitfinex" -> 't' + coin + "F0:USTF0";
                case "bitstamp" -> coin.toLowerCase() + "usd";
                case "coinbase", "coinbase-advanced" -> coin + "-USD";
                case "deribit" -> coin + "-PERPETUAL";
                case "kraken", "kraken-v1" -> coin + "/USD";
                case "okx" -> coin + "-USDT-SWAP";
                default -> coin + "USDT";
            });
        }

        return symbols;
    }
}
