package io.tickwire.engine.feed.deribit;

/**
 * Where the fields of Deribit's SBE messages stand: templates, lengths of blocks, offsets in them, values of enums. All
 * is little-endian, prices and amounts are float64, times milliseconds.
 * <pre>
 *   Instrument  instrumentId u32, state u8, kind u8, type u8, optionType u8, rfq u8 (not in the newer one),
 *               period u8, periodCount u16, base, quote, counter, settlement, size currency char[8], creation u64,
 *               expiration u64, strike f64, contractSize f64, minTradeAmount f64, tickSize f64, ...;
 *               steps of ticks (in the newer one); name
 *     step      above f64, tickSize f64
 *   Book      instrumentId u32, timestamp u64, prevChangeId u64, changeId u64, isLast u8; changes
 *     change  side u8, kind u8, price f64, amount f64
 *   Snapshot  instrumentId u32, timestamp u64, changeId u64, isBookComplete u8, isLastInBook u8; levels
 *     level   side u8, price f64, amount f64
 *   Trades    instrumentId u32; trades
 *     trade   direction u8, price f64, amount f64, timestamp u64, mark f64, index f64, tradeSeq u64, tradeId u64,
 *             tickDirection u8, liquidation u8, ...
 *   Ticker    instrumentId u32, state u8, timestamp u64, openInterest f64, minSellPrice f64, maxBuyPrice f64,
 *             lastPrice f64, indexPrice f64, markPrice f64, bestBid and its amount f64, bestAsk and its amount f64, ...
 * </pre>
 * Thread: any
 */
final class SbeLayout
{
    static final int SCHEMA_ID = 1;

    static final int INSTRUMENT = 1000;
    static final int BOOK = 1001;
    static final int TRADES = 1002;
    static final int TICKER = 1003;
    static final int SNAPSHOT = 1004;
    static final int INSTRUMENT_V2 = 1010;

    static final int PACKET_HEAD_BYTES = 8;
    static final int CHANNEL_ID = 2;
    static final int SEQUENCE = 4;

    static final int INSTRUMENT_BYTES = 4;

    /** As far as it is read; the newer one, without a field, is shorter. */
    static final int DEFINITION_BYTES = 100;
    static final int KIND = 5;
    static final int PERIOD = 9;
    static final int BASE_CURRENCY = 12;
    static final int COUNTER_CURRENCY = 28;
    static final int CURRENCY_BYTES = 8;
    static final int CONTRACT_SIZE = 76;
    static final int MIN_TRADE_AMOUNT = 84;
    static final int TICK_SIZE = 92;
    static final int SPOT = 4;
    static final int PERPETUAL = 0;

    static final int STEP_BYTES = 16;
    static final int STEP_TICK_SIZE = 8;

    static final int BOOK_BYTES = 29;
    static final int TIMESTAMP = 4;
    static final int PREV_CHANGE_ID = 12;
    static final int CHANGE_ID = 20;
    static final int IS_LAST = 28;

    static final int CHANGE_BYTES = 18;
    static final int CHANGE_KIND = 1;
    static final int CHANGE_PRICE = 2;
    static final int CHANGE_AMOUNT = 10;
    static final int DELETED = 2;

    static final int SNAPSHOT_BYTES = 22;
    static final int SNAPSHOT_CHANGE_ID = 12;
    static final int IS_LAST_IN_BOOK = 21;

    static final int LEVEL_BYTES = 17;
    static final int LEVEL_PRICE = 1;
    static final int LEVEL_AMOUNT = 9;
    static final int BID = 1;

    static final int TRADE_BYTES = 83;
    static final int TRADE_PRICE = 1;
    static final int TRADE_AMOUNT = 9;
    static final int TRADE_TIMESTAMP = 17;
    static final int TRADE_ID = 49;
    static final int TRADE_LIQUIDATION = 58;
    static final int SELL = 1;
    static final int MAKER_LIQUIDATED = 1;
    static final int TAKER_LIQUIDATED = 2;
    static final int BOTH_LIQUIDATED = 3;

    static final int TICKER_BYTES = 133;
    static final int TICKER_TIMESTAMP = 5;
    static final int LAST_PRICE = 37;
    static final int MARK_PRICE = 53;
    static final int BEST_BID_PRICE = 61;
    static final int BEST_BID_AMOUNT = 69;
    static final int BEST_ASK_PRICE = 77;
    static final int BEST_ASK_AMOUNT = 85;

    private SbeLayout()
    {
    }
}
