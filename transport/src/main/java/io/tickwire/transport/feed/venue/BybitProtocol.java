package io.tickwire.transport.feed.venue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Bybit: derivatives, which come from two places, and spot. Of its books the one of 200 levels every 100 ms is
 * followed, between the one that is five times as deep and half as fast, and the one that is five times as fast and has
 * 50 levels; the best of them come every 10 ms besides. Its SBE is for market makers only, at addresses of their own.
 * Thread: any
 */
final class BybitProtocol extends PublicVenue
{
    private static final String SPOT = "spot";
    private static final String LINEAR = "linear";
    private static final String INVERSE = "inverse";

    /** What is settled in its base asset: a perpetual, or a future by the letter of its month and its year. */
    private static final Pattern INVERSE_SYMBOL = Pattern.compile("[0-9A-Z]+USD([FGHJKMNQUVXZ][0-9]{2})?");

    /** All arguments of a connection may have 21,000 characters; spot takes ten a message. */
    private static final VenueLimits LIMITS =
        new VenueLimits(500, 10, 8, 0, 4 * MIB, new Rate(500, 5 * MINUTE_MS), UNTOLD);

    private final boolean isSpot;

    private BybitProtocol(final String venue, final boolean isSpot)
    {
        super(venue, "wss://stream.bybit.com", "https://api.bybit.com", LIMITS, names(isSpot));
        this.isSpot = isSpot;
    }

    static BybitProtocol derivatives()
    {
        return new BybitProtocol("bybit", false);
    }

    static BybitProtocol spot()
    {
        return new BybitProtocol("bybit-spot", true);
    }

    @Override
    public List<String> instrumentRequests()
    {
        return isSpot ? List.of(request(SPOT)) : List.of(request(LINEAR), request(INVERSE));
    }

    @Override
    public String group(final VenueStream stream)
    {
        if (isSpot)
        {
            return SPOT;
        }

        return INVERSE_SYMBOL.matcher(stream.venueSymbol()).matches() ? INVERSE : LINEAR;
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        final String usual = isSpot ? SPOT : LINEAR;

        return "/v5/public/" + (streams.isEmpty() ? usual : group(streams.get(0)));
    }

    @Override
    public Conversation newConversation()
    {
        return new BybitTalk(limits());
    }

    private static String request(final String category)
    {
        return "/v5/market/instruments-info?category=" + category + "&status=Trading&limit=1000";
    }

    private static Map<FeedChannel, UnaryOperator<String>> names(final boolean isSpot)
    {
        final Map<FeedChannel, UnaryOperator<String>> names = new EnumMap<>(FeedChannel.class);
        names.put(FeedChannel.TRADES, symbol -> "publicTrade." + symbol);
        names.put(FeedChannel.QUOTES, symbol -> "orderbook.1." + symbol);
        names.put(FeedChannel.BOOK, symbol -> "orderbook.200." + symbol);
        names.put(FeedChannel.TICKER, symbol -> "tickers." + symbol);
        names.put(FeedChannel.CANDLES, symbol -> "kline.1." + symbol);
        if (!isSpot)
        {
            names.put(FeedChannel.LIQUIDATIONS, symbol -> "allLiquidation." + symbol);
        }

        return names;
    }
}
