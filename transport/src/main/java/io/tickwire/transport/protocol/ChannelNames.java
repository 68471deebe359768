package io.tickwire.transport.protocol;

import io.tickwire.engine.schema.Channel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What clients call the channels: each has one name of ours, and others by which clients of other systems know it.
 * Upper and lower case are the same. Besides there are topics, which publishers feed.
 * Thread: any
 */
public final class ChannelNames
{
    /** The topic that clients of the broadcast profile have. */
    public static final String BROADCAST = "broadcast";

    /** The topic that the server itself speaks in, to show that it lives. */
    public static final String HEARTBEAT = "heartbeat";

    private static final int MAX_TOPIC = 128;
    private static final Pattern TOPIC = Pattern.compile(BROADCAST + "(\\.[A-Za-z0-9_:/-]+)*");
    private static final Map<String, Channel> BY_NAME = byName();
    private static final String ALL_NAMES = Arrays.stream(Channel.values())
        .map(Channel::wireName)
        .distinct()
        .collect(Collectors.joining(", "));

    private ChannelNames()
    {
    }

    /**
     * The channel of a name.
     *
     * @param id of the message that it stands in.
     */
    public static Channel channel(final String name, final Object id) throws BadCommandException
    {
        final Channel channel = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        if (channel == null)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_CHANNEL,
                "no such channel: channel=" + FieldValues.shown(name) + ", there are " + ALL_NAMES + ", " +
                    HEARTBEAT + ", " + BROADCAST + " and " + BROADCAST + ".NAME",
                id);
        }

        return channel;
    }

    /**
     * The topic of a name, or null where it names none.
     */
    public static String topic(final String name)
    {
        return name.equals(HEARTBEAT) || isOfPublishers(name) ? name : null;
    }

    /**
     * Whether a name is that of a topic which publishers may speak in.
     */
    public static boolean isOfPublishers(final String name)
    {
        return name.length() <= MAX_TOPIC && TOPIC.matcher(name).matches();
    }

    /**
     * What else a channel is called, in lower case.
     */
    static List<String> aliasesOf(final Channel channel)
    {
        return switch (channel)
        {
            case PRICE -> List.of("prices", "ticker", "tickers");
            case BOOK -> List.of("books", "orderbook", "orderbooks", "order_book", "depth", "l2");
            case BOOK_DELTA -> List.of();
            case TRADE -> List.of("trades");
            case BBO -> List.of("bbos", "quote", "quotes", "book_ticker", "bookticker");
            case SIGNAL -> List.of("signals");
            case CANDLE -> List.of("candles", "kline", "klines", "ohlc", "ohlcv");
            case MARKET -> List.of("markets", "market_data");
            case STATS -> List.of("statistics", "market_stats", "market_statistics");
            case LIQUIDATION -> List.of("liquidations");
            case ARBITRAGE -> List.of("arbitrages");
            case ORDERS -> List.of("order");
            case EXECUTIONS -> List.of("execution", "fill", "fills");
            case POSITIONS -> List.of("position");
            case ACCOUNT -> List.of("accounts", "balance", "balances");
        };
    }

    private static Map<String, Channel> byName()
    {
        final Map<String, Channel> byName = new HashMap<>();
        for (final Channel channel : Channel.values())
        {
            // Books and their deltas share a name: the mode tells them apart.
            byName.putIfAbsent(channel.wireName(), channel);
            aliasesOf(channel).forEach(alias -> byName.put(alias, channel));
        }

        return byName;
    }
}
