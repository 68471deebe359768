package io.tickwire.transport.feed.venue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Binance: spot in JSON and in SBE, and both kinds of futures. Each trade is a stream of its own beside the aggregated
 * ones: only {@code trade} is asked for, which is told at once, where {@code aggTrade} of futures waits for 100 ms.
 * <p>
 * USD-M futures come from two places: {@code /public} has what the matching engine tells, {@code /market} what is made
 * of it. Nobody is told that a stream was asked for at the wrong one: it is acknowledged, and silent.
 * Thread: any
 */
final class BinanceProtocol extends PublicVenue
{
    private static final String KEY_HEADER = "X-MBX-APIKEY";
    private static final String PUBLIC = "public";
    private static final String MARKET = "market";
    private static final int SYMBOL_STREAMS = 1024;

    /** Some 30 bytes each: a message stays below 4 KiB. */
    private static final int STREAMS_PER_MESSAGE = 100;

    private static final Rate CONNECTS = new Rate(300, 5 * MINUTE_MS);

    /**
     * Of 5 and 10 messages, one is left to pongs, which count. A minute has a weight of 6,000 and 2,400, of which a
     * book costs 250 and 20, and the list of symbols and whoever else is at this address something, too.
     */
    private static final VenueLimits SPOT_LIMITS = new VenueLimits(
        SYMBOL_STREAMS, STREAMS_PER_MESSAGE, 4, 24 * HOUR_MS, 4 * MIB, CONNECTS, new Rate(20, MINUTE_MS));
    private static final VenueLimits FUTURES_LIMITS = new VenueLimits(
        SYMBOL_STREAMS, STREAMS_PER_MESSAGE, 9, 24 * HOUR_MS, 4 * MIB, CONNECTS, new Rate(100, MINUTE_MS));

    private final Market market;
    private final String api;
    private final int snapshotLevels;

    private enum Market
    {
        SPOT, SBE, USDM, COINM
    }

    private BinanceProtocol(
        final String venue,
        final Market market,
        final String stream,
        final String rest,
        final String api,
        final int snapshotLevels)
    {
        super(
            venue,
            stream,
            rest,
            market == Market.SPOT || market == Market.SBE ? SPOT_LIMITS : FUTURES_LIMITS,
            names(market));
        this.market = market;
        this.api = api;
        this.snapshotLevels = snapshotLevels;
    }

    static BinanceProtocol spot()
    {
        return new BinanceProtocol(
            "binance", Market.SPOT, "wss://stream.binance.com:9443", "https://api.binance.com", "/api/v3", 5000);
    }

    static BinanceProtocol sbe()
    {
        return new BinanceProtocol(
            "binance-sbe", Market.SBE, "wss://stream-sbe.binance.com:9443", "https://api.binance.com", "/api/v3", 5000);
    }

    static BinanceProtocol usdm()
    {
        return new BinanceProtocol(
            "binance-usdm", Market.USDM, "wss://fstream.binance.com", "https://fapi.binance.com", "/fapi/v1", 1000);
    }

    static BinanceProtocol coinm()
    {
        return new BinanceProtocol(
            "binance-coinm", Market.COINM, "wss://dstream.binance.com", "https://dapi.binance.com", "/dapi/v1", 1000);
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of(api + "/exchangeInfo");
    }

    @Override
    public Optional<String> snapshotRequest(final String venueSymbol)
    {
        return Optional.of(api + "/depth?symbol=" + URLEncoder.encode(venueSymbol, StandardCharsets.UTF_8) +
            "&limit=" + snapshotLevels);
    }

    @Override
    public String group(final VenueStream stream)
    {
        if (market != Market.USDM)
        {
            return "";
        }

        return switch (stream.channel())
        {
            case TRADES, QUOTES, BOOK -> PUBLIC;
            case TICKER, CANDLES, LIQUIDATIONS -> MARKET;
        };
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        final String group = streams.isEmpty() ? "" : group(streams.get(0));

        return (group.isEmpty() ? "" : '/' + group) + "/stream";
    }

    @Override
    public Map<String, String> headers(final Optional<String> key)
    {
        if (market != Market.SBE)
        {
            return Map.of();
        }

        final String value = key.orElseThrow(() -> new IllegalArgumentException(
            "an API key (Ed25519) is needed: venue=" + venue() + ", key=FILE"));
        if (!value.matches("[\\x21-\\x7e]{1,256}"))
        {
            throw new IllegalArgumentException("not an API key: venue=" + venue() + ", length=" + value.length());
        }

        return Map.of(KEY_HEADER, value);
    }

    @Override
    public Conversation newConversation()
    {
        return new BinanceTalk(limits());
    }

    private static Map<FeedChannel, UnaryOperator<String>> names(final Market market)
    {
        final Map<FeedChannel, UnaryOperator<String>> names = new EnumMap<>(FeedChannel.class);
        names.put(FeedChannel.TRADES, name("trade"));
        names.put(FeedChannel.QUOTES, name(market == Market.SBE ? "bestBidAsk" : "bookTicker"));
        names.put(FeedChannel.BOOK, name(switch (market)
        {
            case SPOT -> "depth@100ms";
            case SBE -> "depth";
            case USDM, COINM -> "depth@0ms";
        }));
        if (market != Market.SBE)
        {
            names.put(FeedChannel.TICKER, name("ticker"));
            names.put(FeedChannel.CANDLES, name("kline_1m"));
        }
        if (market == Market.USDM || market == Market.COINM)
        {
            names.put(FeedChannel.LIQUIDATIONS, name("forceOrder"));
        }

        return names;
    }

    private static UnaryOperator<String> name(final String kind)
    {
        return symbol -> symbol.toLowerCase(Locale.ROOT) + '@' + kind;
    }
}
