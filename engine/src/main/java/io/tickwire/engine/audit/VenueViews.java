package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;

import java.util.List;
import java.util.Optional;

import static io.tickwire.engine.audit.TickerColumn.ASK;
import static io.tickwire.engine.audit.TickerColumn.ASK_PRICE;
import static io.tickwire.engine.audit.TickerColumn.BID;
import static io.tickwire.engine.audit.TickerColumn.BID_PRICE;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_ASK;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_ASK_SIZE;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_BID;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_BID_SIZE;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_LAST;
import static io.tickwire.engine.audit.TickerColumn.BYBIT_MARK;
import static io.tickwire.engine.audit.TickerColumn.HIGH;
import static io.tickwire.engine.audit.TickerColumn.LAST;
import static io.tickwire.engine.audit.TickerColumn.LOW;
import static io.tickwire.engine.audit.TickerColumn.MARK;
import static io.tickwire.engine.audit.TickerColumn.OPEN;
import static io.tickwire.engine.audit.TickerColumn.QUOTE_TIME;
import static io.tickwire.engine.audit.TickerColumn.SEQUENCE;
import static io.tickwire.engine.audit.TickerColumn.TURNOVER;
import static io.tickwire.engine.audit.TickerColumn.UPDATE_ID;
import static io.tickwire.engine.audit.TickerColumn.VOLUME;
import static io.tickwire.engine.audit.TickerColumn.VWAP;
import static io.tickwire.engine.audit.VenueView.Trait.ANSWERS_ARE_COUNTED;
import static io.tickwire.engine.audit.VenueView.Trait.BOOKS_ARE_CHECKED;
import static io.tickwire.engine.audit.VenueView.Trait.BOOKS_ARE_CHECKED_BY_SNAPSHOTS;
import static io.tickwire.engine.audit.VenueView.Trait.BOOKS_ARE_NAMED_BY_DEPTH;
import static io.tickwire.engine.audit.VenueView.Trait.FRAMES_ARE_TOLD;
import static io.tickwire.engine.audit.VenueView.Trait.LIVE_FROM_FIRST_DELTA;
import static io.tickwire.engine.audit.VenueView.Trait.NO_PRICE_IS_ZERO;
import static io.tickwire.engine.audit.VenueView.Trait.SNAPSHOTS_ARE_APPLIED;
import static io.tickwire.engine.audit.VenueView.Trait.TICKERS_ARE_COUNTED;
import static io.tickwire.engine.audit.VenueView.Trait.UNKNOWN_DELETES_ARE_COUNTED;
import static io.tickwire.engine.audit.VenueView.Trait.UNKNOWN_IS_LEFT_OUT;

/**
 * The table of venues whose captures can be audited.
 * Thread: any
 */
final class VenueViews
{
    private static final CandleColumn[] BINANCE_CANDLE = {
        CandleColumn.OPEN_TIME, CandleColumn.CLOSE_TIME, CandleColumn.INTERVAL, CandleColumn.OPEN, CandleColumn.HIGH,
        CandleColumn.LOW, CandleColumn.CLOSE, CandleColumn.VOLUME, CandleColumn.QUOTE_VOLUME, CandleColumn.TRADES,
        CandleColumn.CLOSED
    };

    /** Where no address tells a venue, the first that knows a message is it. */
    static final List<VenueView> ALL = List.of(
        new VenueView("binance_futures", "binance_usdm", "binance_coinm")
            .readBy("binance-coinm", "dapi|dstream", "").readBy("binance-usdm")
            .at("[fd](stream|api)\\.binance")
            .saying("\"depthUpdate\".*\"pu\":").saying("\"e\":\\s*\"bookTicker\"").saying("\"X\":\\s*\"MARKET\"")
            .with(ANSWERS_ARE_COUNTED, LIVE_FROM_FIRST_DELTA, UNKNOWN_DELETES_ARE_COUNTED, BOOKS_ARE_CHECKED)
            .ticker(UPDATE_ID, BID, ASK)
            .candles(BINANCE_CANDLE),
        new VenueView("binance_spot", "binance")
            .readBy("binance")
            .at("binance")
            .saying("\"stream\":").saying("\"e\":\\s*\"(depthUpdate|trade|aggTrade|kline|24hrTicker)\"")
            .with(ANSWERS_ARE_COUNTED, LIVE_FROM_FIRST_DELTA, UNKNOWN_DELETES_ARE_COUNTED, BOOKS_ARE_CHECKED)
            .ticker(UPDATE_ID, BID, ASK)
            .candles(BINANCE_CANDLE),
        new VenueView("binance_sbe", "binance_spot", "binance")
            .in(CaptureFormat.SBE)
            .readBy("binance-sbe")
            .saying("(?s)^..[\\x10-\\x13]\\x27\\x01\\x00\\x00\\x00")
            .times(TimeForm.MICROS)
            .with(FRAMES_ARE_TOLD),
        new VenueView("coinbase_adv", "coinbase_advanced")
            .readBy("coinbase-advanced")
            .at("advanced-trade-ws").at("api\\.coinbase\\.com/api/v3")
            .saying("\"sequence_num\":")
            .times(TimeForm.ISO_SHORTEST)
            .with(TICKERS_ARE_COUNTED, UNKNOWN_DELETES_ARE_COUNTED)
            .ticker(LAST, BID, ASK, VOLUME)
            .candles(CandleColumn.START_SECONDS, CandleColumn.OPEN, CandleColumn.HIGH, CandleColumn.LOW,
                CandleColumn.CLOSE, CandleColumn.VOLUME),
        new VenueView("coinbase", "coinbase_exchange")
            .readBy("coinbase")
            .at("coinbase")
            .saying("\"type\":\\s*\"(l2update|snapshot|match|last_match|ticker)\".*\"product_id\":")
            .times(TimeForm.ISO_MICROS)
            .with(TICKERS_ARE_COUNTED)
            .ticker(LAST, BID_PRICE, ASK_PRICE, OPEN, VOLUME, LOW, HIGH, SEQUENCE),
        new VenueView("bitfinex")
            .readBy("bitfinex")
            .at("bitfinex")
            .saying("\"chanId\":").saying("^\\[\\d+,\\[")
            .with(TICKERS_ARE_COUNTED)
            .ticker(BID, ASK, LAST, VOLUME, HIGH, LOW),
        new VenueView("kraken2", "kraken", "kraken_v2")
            .readBy("kraken")
            .at("kraken\\.com/v2")
            .saying("\"channel\":\\s*\"(book|trade|ticker|ohlc|heartbeat|status)\"")
            .times(TimeForm.ISO_MICROS)
            .with(TICKERS_ARE_COUNTED, SNAPSHOTS_ARE_APPLIED)
            .ticker(BID, ASK, LAST, VOLUME, VWAP, LOW, HIGH)
            .candles(BINANCE_CANDLE),
        new VenueView("kraken1", "kraken_v1")
            .readBy("kraken-v1")
            .at("kraken")
            .saying("\"channelName\":")
            .saying("\\[\\d+,.*,\"(book-\\d+|trade|ticker|spread|ohlc-\\d+)\",\"[^\"]*\"\\]$")
            .times(TimeForm.SECONDS_MICROS)
            .with(TICKERS_ARE_COUNTED)
            .ticker(BID_PRICE, ASK_PRICE, LAST, VOLUME, VWAP, LOW, HIGH, OPEN),
        new VenueView("okx")
            .readBy("okx")
            .at("okx|okex")
            .saying("\"arg\":.*\"instId\":")
            .with(TICKERS_ARE_COUNTED, SNAPSHOTS_ARE_APPLIED, NO_PRICE_IS_ZERO)
            .ticker(LAST, BID, ASK, QUOTE_TIME),
        new VenueView("bybit")
            .readBy("bybit-spot", "/spot|category=spot", "spot:").readBy("bybit")
            .at("bybit")
            .saying("\"topic\":\\s*\"(orderbook|publicTrade|tickers|kline|liquidation|allLiquidation)\\.")
            .with(TICKERS_ARE_COUNTED, SNAPSHOTS_ARE_APPLIED, UNKNOWN_IS_LEFT_OUT, BOOKS_ARE_NAMED_BY_DEPTH)
            .ticker(BYBIT_LAST, BYBIT_BID, BYBIT_BID_SIZE, BYBIT_ASK, BYBIT_ASK_SIZE, BYBIT_MARK, VOLUME, TURNOVER)
            .candles(CandleColumn.START_MILLIS, CandleColumn.OPEN, CandleColumn.HIGH, CandleColumn.LOW,
                CandleColumn.CLOSE, CandleColumn.VOLUME, CandleColumn.CONFIRM),
        new VenueView("bybit_sbe", "bybit")
            .in(CaptureFormat.SBE)
            .readBy("bybit")
            .saying("(?s)^..[\\x20-\\x22]\\x4E\\x01\\x00")
            .with(SNAPSHOTS_ARE_APPLIED),
        new VenueView("bitstamp")
            .readBy("bitstamp")
            .at("bitstamp")
            .saying("\"event\":\\s*\"bts:")
            .saying("\"channel\":\\s*\"(diff_order_book|order_book|live_trades)_")
            .times(TimeForm.MICROS)
            .with(LIVE_FROM_FIRST_DELTA),
        new VenueView("deribit_sbe", "deribit", "deribit_multicast")
            .in(CaptureFormat.PCAPNG)
            .readBy("deribit-sbe")
            .saying("(?s)^.{10}[\\xE8-\\xF2]\\x03\\x01\\x00")
            .with(TICKERS_ARE_COUNTED, BOOKS_ARE_CHECKED_BY_SNAPSHOTS),
        new VenueView("deribit")
            .readBy("deribit")
            .at("deribit")
            .saying("\"jsonrpc\":")
            .with(TICKERS_ARE_COUNTED, SNAPSHOTS_ARE_APPLIED, NO_PRICE_IS_ZERO)
            .ticker(BID, ASK, MARK, QUOTE_TIME),
        new VenueView("bitmex")
            .readBy("bitmex")
            .at("bitmex")
            .saying("\"table\":.*\"action\":")
            .times(TimeForm.ISO_MILLIS)
            .ticker(BID, ASK, QUOTE_TIME));

    /** Of venues that are in no capture, such as a publisher's own. */
    private static final VenueView OTHERS = new VenueView("")
        .times(TimeForm.ISO_SHORTEST)
        .with(TICKERS_ARE_COUNTED, UNKNOWN_IS_LEFT_OUT)
        .ticker(LAST, BID, ASK, OPEN, HIGH, LOW, VOLUME, VWAP, MARK)
        .candles(BINANCE_CANDLE);

    private VenueViews()
    {
    }

    /**
     * How what ticks of a venue come to is told.
     *
     * @param venue by its decoder's name.
     */
    static VenueView ofTicks(final String venue)
    {
        return ALL.stream().filter(view -> view.venues().contains(venue)).findFirst().orElse(OTHERS);
    }

    /**
     * The view of a venue's captures in a format.
     *
     * @throws IllegalArgumentException where there is none.
     */
    static VenueView of(final String name, final CaptureFormat format)
    {
        return find(name, format)
            .orElseThrow(() -> new IllegalArgumentException("no venue of this name is recorded in " +
                format.label() + ": venue=" + name + ", venues=" +
                ALL.stream().filter(view -> view.isIn(format)).map(VenueView::name).toList()));
    }

    static boolean has(final String name, final CaptureFormat format)
    {
        return find(name, format).isPresent();
    }

    private static Optional<VenueView> find(final String name, final CaptureFormat format)
    {
        final String wanted = name.replace('-', '_');

        return ALL.stream().filter(view -> view.isIn(format) && view.names().contains(wanted)).findFirst();
    }
}
