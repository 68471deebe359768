package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.nio.charset.StandardCharsets;

/**
 * An object that says something of the connection, or of one of its channels.
 * Thread: feed-<venue>
 */
final class BitfinexEvent
{
    static final int CONF = 1;
    static final int SUBSCRIBED = 2;
    static final int UNSUBSCRIBED = 3;
    private static final JsonKeys EVENTS =
        JsonKeys.of("info", "conf", "subscribed", "unsubscribed", "error", "pong");

    private static final int EVENT_KEY = 0;
    private static final int CHANNEL_KEY = 1;
    private static final int CHANNEL_ID_KEY = 2;
    private static final int SYMBOL_KEY = 3;
    private static final int KEY_KEY = 4;
    private static final int PRECISION_KEY = 5;
    private static final int FLAGS_KEY = 6;
    private static final JsonKeys KEYS =
        JsonKeys.of("event", "channel", "chanId", "symbol", "key", "prec", "flags");
    private static final int BOOK = 0;
    private static final int TICKER = 1;
    private static final int TRADES = 2;
    private static final int CANDLES = 3;
    private static final int STATUS = 4;
    private static final JsonKeys CHANNELS = JsonKeys.of("book", "ticker", "trades", "candles", "status");
    private static final JsonKeys PRECISIONS = JsonKeys.of("P0");
    private static final String LIQUIDATIONS = "liq:";
    private static final String CANDLES_OF_TRADES = "trade:";
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_SECONDS = 60 * MINUTE_SECONDS;
    private static final int DAY_SECONDS = 24 * HOUR_SECONDS;

    private final VenueFeed feed;
    private int event;
    private int channel;
    private long channelId;
    private String symbol;
    private String key;
    private boolean isExactPrice;
    private long flags;

    BitfinexEvent(final VenueFeed feed)
    {
        this.feed = feed;
    }

    /** Which one; {@link JsonKeys#UNKNOWN} for none that is known here. */
    int event()
    {
        return event;
    }

    long channelId()
    {
        return channelId;
    }

    long flags()
    {
        return flags;
    }

    /** The next value must be an event. */
    void read(final JsonReader reader)
    {
        event = JsonKeys.UNKNOWN;
        channel = JsonKeys.UNKNOWN;
        channelId = -1;
        symbol = "";
        key = "";
        isExactPrice = true;
        flags = 0;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case EVENT_KEY -> event = reader.readKeyword(EVENTS);
                case CHANNEL_KEY -> channel = reader.readKeyword(CHANNELS);
                case CHANNEL_ID_KEY -> channelId = reader.readLong();
                case SYMBOL_KEY -> symbol = reader.readString();
                case KEY_KEY -> key = reader.readString();
                case PRECISION_KEY -> isExactPrice = reader.readKeyword(PRECISIONS) != JsonKeys.UNKNOWN;
                case FLAGS_KEY -> flags = reader.readLong();
                default -> reader.skipValue();
            }
        }
    }

    /** What a subscription is of. Symbols of trading begin with a {@code t}, those of funding with an {@code f}. */
    BitfinexChannel toChannel()
    {
        return switch (channel)
        {
            case BOOK -> trading(isExactPrice ? BitfinexChannel.Kind.BOOK : BitfinexChannel.Kind.OTHER, symbol, 0);
            case TICKER -> trading(BitfinexChannel.Kind.TICKER, symbol, 0);
            case TRADES -> trading(BitfinexChannel.Kind.TRADES, symbol, 0);
            case CANDLES -> candles();
            case STATUS -> new BitfinexChannel(
                key.startsWith(LIQUIDATIONS) ? BitfinexChannel.Kind.LIQUIDATIONS : BitfinexChannel.Kind.OTHER,
                null,
                0);
            default -> new BitfinexChannel(BitfinexChannel.Kind.OTHER, null, 0);
        };
    }

    private BitfinexChannel trading(final BitfinexChannel.Kind kind, final String name, final int intervalSeconds)
    {
        if (!name.startsWith("t"))
        {
            return new BitfinexChannel(BitfinexChannel.Kind.OTHER, null, 0);
        }
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        final Instrument instrument = feed.instrument(bytes, 0, bytes.length);

        return new BitfinexChannel(kind, instrument, intervalSeconds);
    }

    /** The key is such as {@code trade:15m:tBTCUSD}. */
    private BitfinexChannel candles()
    {
        final int colon = key.indexOf(':', CANDLES_OF_TRADES.length());
        if (!key.startsWith(CANDLES_OF_TRADES) || colon < 0)
        {
            return new BitfinexChannel(BitfinexChannel.Kind.OTHER, null, 0);
        }

        return trading(
            BitfinexChannel.Kind.CANDLES,
            key.substring(colon + 1),
            seconds(key.substring(CANDLES_OF_TRADES.length(), colon)));
    }

    /** Months have no length: their candles have none, and are left out. */
    private static int seconds(final String interval)
    {
        return switch (interval)
        {
            case "1m" -> MINUTE_SECONDS;
            case "5m" -> 5 * MINUTE_SECONDS;
            case "15m" -> 15 * MINUTE_SECONDS;
            case "30m" -> 30 * MINUTE_SECONDS;
            case "1h" -> HOUR_SECONDS;
            case "3h" -> 3 * HOUR_SECONDS;
            case "6h" -> 6 * HOUR_SECONDS;
            case "12h" -> 12 * HOUR_SECONDS;
            case "1D" -> DAY_SECONDS;
            case "7D", "1W" -> 7 * DAY_SECONDS;
            case "14D" -> 14 * DAY_SECONDS;
            default -> 0;
        };
    }
}
