package io.tickwire.engine.feed;

import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.LiquidationDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import io.tickwire.engine.schema.sbe.TickerDecoder;
import io.tickwire.engine.schema.sbe.TradeDecoder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comes out of a ring, as a naive reader of the ticks has it: trees of decimals for books, a line of text for
 * everything else. Each name that comes is a symbol, with the same exponents.
 */
public class TickProbe
{
    protected static final int SLOTS = 1 << 14;
    private static final int SLOT_BYTES = 2048;
    private static final TickHandler IGNORED = (slot, sequence) ->
    {
    };

    /**
     * A book as its ticks tell it.
     */
    public static final class NaiveBook
    {
        public final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        public final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        public boolean isLive;
        public long sequence;

        /** How often it was told to be another one. */
        public long changes;
    }

    public final List<String> trades = new ArrayList<>();
    public final List<String> quotes = new ArrayList<>();
    public final List<String> tickers = new ArrayList<>();
    public final List<String> candles = new ArrayList<>();
    public final List<String> liquidations = new ArrayList<>();
    public final List<String> statuses = new ArrayList<>();
    public final Map<String, NaiveBook> books = new HashMap<>();

    private final Symbols symbols = new Symbols();
    private final int priceExponent;
    private final int quantityExponent;
    private final TickRing ring;
    private final TickReader reader;
    private final TickPublisher publisher;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickHandler handler = this::onTick;
    private long nowNs = 1;

    /**
     * @param slots of the ring: as many ticks as come between two looks at it.
     */
    protected TickProbe(final int priceExponent, final int quantityExponent, final int slots)
    {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        ring = new TickRing(slots, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy());
        reader = ring.newReader();
        publisher = new TickPublisher(
            ring, () -> nowNs, new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    }

    public NaiveBook book(final String symbol)
    {
        return books.computeIfAbsent(symbol, name -> new NaiveBook());
    }

    /** The end of the ring that is read here. */
    protected final TickPublisher publisher()
    {
        return publisher;
    }

    protected final Symbol symbol(final String name)
    {
        return symbols.define(name, priceExponent, quantityExponent);
    }

    protected final long nowNs()
    {
        return nowNs;
    }

    /** Time goes on. */
    protected final long tickNs()
    {
        return ++nowNs;
    }

    /** Read what has come, and forget it. */
    public final void skip()
    {
        while (reader.position() < ring.cursor())
        {
            reader.poll(IGNORED, SLOTS);
        }
    }

    /** Read what has come. */
    protected final void read()
    {
        while (reader.position() < ring.cursor())
        {
            reader.poll(handler, SLOTS);
        }
    }

    private void onTick(final TickSlot slot, final long sequence)
    {
        header.wrap(slot.buffer(), slot.messageOffset());
        switch (header.templateId())
        {
            case TradeDecoder.TEMPLATE_ID -> onTrade(slot);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(slot);
            case TickerDecoder.TEMPLATE_ID -> onTicker(slot);
            case CandleDecoder.TEMPLATE_ID -> onCandle(slot);
            case LiquidationDecoder.TEMPLATE_ID -> onLiquidation(slot);
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(slot);
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(slot);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(slot);
            default -> throw new IllegalStateException("templateId=" + header.templateId());
        }
    }

    private void onTrade(final TickSlot slot)
    {
        final TradeDecoder trade = new TradeDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = trade.head();
        trades.add("%s %s %s %s id=%s%s t=%s".formatted(
            name(head), price(head, trade.price()), quantity(head, trade.quantity()), trade.side(),
            trade.tradeIdHigh() == 0 ? "" : Long.toHexString(trade.tradeIdHigh()) + ":",
            trade.tradeIdHigh() == 0 ?
                Long.toUnsignedString(trade.tradeIdLow()) : Long.toHexString(trade.tradeIdLow()),
            time(head)));
    }

    private void onQuote(final TickSlot slot)
    {
        final QuoteDecoder quote = new QuoteDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = quote.head();
        quotes.add("%s %s x %s / %s x %s seq=%s t=%s".formatted(
            name(head), price(head, quote.bidPrice()), quantity(head, quote.bidQuantity()),
            price(head, quote.askPrice()), quantity(head, quote.askQuantity()),
            number(quote.venueSequence()), time(head)));
    }

    private void onTicker(final TickSlot slot)
    {
        final TickerDecoder ticker =
            new TickerDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = ticker.head();
        tickers.add(("%s last=%s open=%s high=%s low=%s vwap=%s volume=%s change=%s trades=%s mark=%s " +
            "quoteVolume=%s t=%s").formatted(
            name(head), price(head, ticker.last()), price(head, ticker.open24h()), price(head, ticker.high24h()),
            price(head, ticker.low24h()), price(head, ticker.vwap24h()), quantity(head, ticker.volume24h()),
            decimal(ticker.change24h(), Decimals.PERCENT_EXPONENT), number(ticker.trades24h()),
            price(head, ticker.markPrice()), decimal(ticker.quoteVolume24h(), ticker.quoteVolumeExponent()),
            time(head)));
    }

    private void onCandle(final TickSlot slot)
    {
        final CandleDecoder candle =
            new CandleDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = candle.head();
        candles.add("%s %ds open=%d o=%s h=%s l=%s c=%s v=%s q=%s trades=%s closed=%s".formatted(
            name(head), candle.intervalSeconds(), candle.openTime(), price(head, candle.openPrice()),
            price(head, candle.highPrice()), price(head, candle.lowPrice()), price(head, candle.closePrice()),
            quantity(head, candle.volume()), decimal(candle.quoteVolume(), candle.quoteVolumeExponent()),
            number(candle.trades()), candle.closed()));
    }

    private void onLiquidation(final TickSlot slot)
    {
        final LiquidationDecoder liquidation =
            new LiquidationDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = liquidation.head();
        liquidations.add("%s %s %s %s t=%s".formatted(
            name(head), price(head, liquidation.price()), quantity(head, liquidation.quantity()), liquidation.side(),
            time(head)));
    }

    private void onSnapshot(final TickSlot slot)
    {
        final BookSnapshotDecoder snapshot =
            new BookSnapshotDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = snapshot.head();
        final int priceExponent = head.priceExponent();
        final int quantityExponent = head.quantityExponent();
        final NaiveBook book = book(name(head));
        if (snapshot.page() == 0)
        {
            book.bids.clear();
            book.asks.clear();
            book.isLive = false;
        }
        for (final BookSnapshotDecoder.BidsDecoder bid : snapshot.bids())
        {
            set(book.bids, bid.price(), bid.quantity(), priceExponent, quantityExponent);
        }
        for (final BookSnapshotDecoder.AsksDecoder ask : snapshot.asks())
        {
            set(book.asks, ask.price(), ask.quantity(), priceExponent, quantityExponent);
        }
        book.isLive = snapshot.lastPage() == Bool.YES;
        book.sequence = snapshot.venueSequence();
        book.changes++;
    }

    private void onDelta(final TickSlot slot)
    {
        final BookDeltaDecoder delta =
            new BookDeltaDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = delta.head();
        final int priceExponent = head.priceExponent();
        final int quantityExponent = head.quantityExponent();
        final NaiveBook book = book(name(head));
        if (!book.isLive)
        {
            throw new IllegalStateException("a change of a book that is not live: " + name(head));
        }
        for (final BookDeltaDecoder.BidsDecoder bid : delta.bids())
        {
            set(book.bids, bid.price(), bid.quantity(), priceExponent, quantityExponent);
        }
        for (final BookDeltaDecoder.AsksDecoder ask : delta.asks())
        {
            set(book.asks, ask.price(), ask.quantity(), priceExponent, quantityExponent);
        }
        book.sequence = delta.venueSequence();
        book.changes++;
    }

    private void onStatus(final TickSlot slot)
    {
        final FeedStatusDecoder status =
            new FeedStatusDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = status.head();
        final FeedState state = status.state();
        final boolean isOfAll = head.symbolId() == TickHeadDecoder.symbolIdNullValue();
        final String name = isOfAll ? "*" : name(head);
        if (state == FeedState.STALE)
        {
            books.forEach((symbol, book) -> book.isLive &= !isOfAll && !symbol.equals(name));
        }
        statuses.add("%s %s %s".formatted(name, state, status.reason()));
    }

    private static void set(
        final TreeMap<BigDecimal, BigDecimal> side,
        final long price,
        final long quantity,
        final int priceExponent,
        final int quantityExponent)
    {
        final BigDecimal key = new BigDecimal(decimal(price, priceExponent));
        if (quantity == 0)
        {
            side.remove(key);
        }
        else
        {
            side.put(key, new BigDecimal(decimal(quantity, quantityExponent)));
        }
    }

    private String name(final TickHeadDecoder head)
    {
        return symbols.get((int)head.symbolId()).name();
    }

    private static String price(final TickHeadDecoder head, final long mantissa)
    {
        return decimal(mantissa, head.priceExponent());
    }

    private static String quantity(final TickHeadDecoder head, final long mantissa)
    {
        return decimal(mantissa, head.quantityExponent());
    }

    private static String time(final TickHeadDecoder head)
    {
        return head.exchangeTime() == TickHeadDecoder.exchangeTimeNullValue() ?
            "?" : Long.toString(head.exchangeTime());
    }

    private static String number(final long count)
    {
        return count == TickSink.NO_SEQUENCE ? "?" : Long.toUnsignedString(count);
    }

    /** As plain as can be; a question mark where it is not known. */
    private static String decimal(final long mantissa, final int exponent)
    {
        if (mantissa == Decimals.NULL)
        {
            return "?";
        }
        final BigDecimal value = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();

        return value.toPlainString();
    }
}
