package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.json.JsonKeys;

import java.util.List;
import java.util.stream.Stream;

/**
 * The channels of OKX, and the kinds of messages that come by them. A channel is its place in {@link #KEYS}.
 * Thread: any
 */
final class OkxChannels
{
    /** Books that come by changes. */
    static final int BOOKS = 0;
    static final int INCREMENTAL_BOOKS = 3;

    /** Whole books of five levels. */
    static final int BOOKS5 = 3;
    static final int BBO = 4;
    static final int TRADES = 5;
    static final int ALL_TRADES = 6;
    static final int TICKERS = 7;
    static final int LIQUIDATIONS = 8;
    static final int FIRST_CANDLES = 9;

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final List<String> BOOK_NAMES = List.of("books", "books-l2-tbt", "books50-l2-tbt");
    private static final List<String> NAMES =
        List.of("books5", "bbo-tbt", "trades", "trades-all", "tickers", "liquidation-orders");
    private static final List<String> CANDLE_NAMES = List.of(
        "candle1s", "candle1m", "candle3m", "candle5m", "candle15m", "candle30m", "candle1H", "candle2H", "candle4H",
        "candle6H", "candle12H", "candle1D", "candle2D", "candle3D", "candle5D", "candle1W", "candle6Hutc",
        "candle12Hutc", "candle1Dutc", "candle2Dutc", "candle3Dutc", "candle5Dutc", "candle1Wutc");
    private static final int[] CANDLE_SECONDS = {
        1, MINUTE, 3 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR,
        6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY, 6 * HOUR,
        12 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY
    };

    /** What is of no use here. */
    private static final List<String> OTHER_NAMES = List.of(
        "funding-rate", "mark-price", "index-tickers", "open-interest", "price-limit", "status", "instruments",
        "estimated-price", "opt-summary");
    private static final List<String> EVENT_NAMES =
        List.of("subscribe", "unsubscribe", "error", "notice", "channel-conn-count", "login");

    static final JsonKeys KEYS = JsonKeys.of(Stream.of(BOOK_NAMES, NAMES, CANDLE_NAMES, OTHER_NAMES)
        .flatMap(List::stream)
        .toArray(String[]::new));
    static final int UNSUBSCRIBE = 1;
    static final JsonKeys EVENTS = JsonKeys.of(EVENT_NAMES.toArray(String[]::new));
    static final List<String> KINDS = Stream.of(
        BOOK_NAMES.stream().flatMap(name -> Stream.of(name + ":snapshot", name + ":update")),
        Stream.of(NAMES, CANDLE_NAMES, OTHER_NAMES).flatMap(List::stream),
        EVENT_NAMES.stream().map(name -> "event:" + name),
        Stream.of("pong"))
        .flatMap(kinds -> kinds)
        .toList();
    static final int PONG_KIND = KINDS.size() - 1;

    private static final int FIRST_OTHER = FIRST_CANDLES + CANDLE_NAMES.size();
    private static final int FIRST_EVENT_KIND = PONG_KIND - EVENT_NAMES.size();

    private OkxChannels()
    {
    }

    /**
     * @param action 0 for a snapshot, 1 for an update, or {@link JsonKeys#UNKNOWN}.
     * @return {@link JsonKeys#UNKNOWN} for what comes by no channel that is known here.
     */
    static int kind(final int channel, final int action)
    {
        if (channel >= INCREMENTAL_BOOKS)
        {
            return INCREMENTAL_BOOKS + channel;
        }

        return channel == JsonKeys.UNKNOWN || action == JsonKeys.UNKNOWN ? JsonKeys.UNKNOWN : 2 * channel + action;
    }

    static int kindOfEvent(final int event)
    {
        return event == JsonKeys.UNKNOWN ? JsonKeys.UNKNOWN : FIRST_EVENT_KIND + event;
    }

    static boolean isOfBooks(final int channel)
    {
        return channel >= BOOKS && channel <= BOOKS5;
    }

    static boolean isOfCandles(final int channel)
    {
        return channel >= FIRST_CANDLES && channel < FIRST_OTHER;
    }

    static int candleSeconds(final int channel)
    {
        return CANDLE_SECONDS[channel - FIRST_CANDLES];
    }
}
