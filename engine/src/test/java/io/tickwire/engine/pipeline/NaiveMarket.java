package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.ConsolidatedBook;
import io.tickwire.engine.book.Opportunities;
import io.tickwire.engine.book.VenueFees;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.series.RollingStats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The twin of the stages: applies ticks in the order in which the ring took them, and keeps all that each stream then
 * showed. In plain decimals, maps and lists.
 */
final class NaiveMarket
{
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_AHEAD_NS = 60_000_000_000L;
    private static final int TAKER_FEE = MarketRules.defaults().arbitrage().takerFee();
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Names names;
    private final Map<Integer, NaiveStream> streams = new HashMap<>();
    private final Map<Integer, Instrument> instruments = new HashMap<>();

    /** By symbol. Gaps between venues have a twin of their own, which proves them: here they are only told. */
    private final Map<Integer, Opportunities> opportunities = new HashMap<>();
    private final VenueFees fees = new VenueFees(TAKER_FEE, TAKER_FEE, TAKER_FEE);
    private SampleTick quoted;
    private long quotedGlobal;
    private long applied;
    private long poisoned;
    private long inexact;
    private boolean isExact;

    NaiveMarket(final Names names)
    {
        this.names = names;
    }

    /** What is known of a symbol at a venue. */
    private static final class Instrument
    {
        private int priceExponent;
        private BigDecimal bid;
        private BigDecimal bidQuantity;
        private BigDecimal ask;
        private BigDecimal askQuantity;
        private BigDecimal last;
        private BigDecimal change;
        private BigDecimal volume;

        /** The figures of the last 24 hours have a twin of their own, which proves them: here they are only told. */
        private RollingStats stats;
        private int quantityExponent;

        private BigDecimal price()
        {
            if (last != null)
            {
                return last;
            }
            if (bid == null || ask == null)
            {
                return bid == null ? ask : bid;
            }

            return canonical(bid.add(ask).divide(TWO).setScale(-priceExponent, RoundingMode.FLOOR));
        }
    }

    NaiveStream stream(final int streamId)
    {
        return streams.computeIfAbsent(streamId, id -> new NaiveStream());
    }

    long applied()
    {
        return applied;
    }

    long poisoned()
    {
        return poisoned;
    }

    long inexact()
    {
        return inexact;
    }

    /** The ring had no room for a tick. */
    void lose(final SampleTick tick)
    {
        final Channel channel = switch (tick.kind())
        {
            case TRADE -> Channel.TRADE;
            case LIQUIDATION -> Channel.LIQUIDATION;
            case QUOTE, TICKER -> null;
            default -> privateChannel(tick);
        };
        if (channel != null && (tick.isPrivate() || names.symbols().isKnown(tick.symbolId())))
        {
            stream(tick.isPrivate() ?
                StreamId.ofAccount(channel, tick.accountId()) :
                StreamId.of(channel, tick.venueId(), tick.symbolId())).lose();
        }
    }

    /** All losses were announced. */
    void flushLosses()
    {
        streams.values().forEach(NaiveStream::flushLosses);
    }

    /** The ring took a tick as its number {@code g}. */
    void apply(final SampleTick tick, final long global)
    {
        if (tick.isPrivate())
        {
            applied++;
            final Map<String, Object> fields = privateFields(tick);
            stream(StreamId.ofAccount(privateChannel(tick), tick.accountId()))
                .add(new NaiveStream.Tick(fields, null, null, null, null));
            return;
        }
        if (!names.symbols().isKnown(tick.symbolId()) || tick.venueId() >= names.venues().size())
        {
            poisoned++;
            return;
        }

        isExact = true;
        if (applyMarket(tick, global))
        {
            applied++;
        }
        else if (isExact)
        {
            poisoned++;
        }
        else
        {
            inexact++;
        }
    }

    private boolean applyMarket(final SampleTick tick, final long global)
    {
        final BigDecimal price = price(tick, tick.price());
        final BigDecimal quantity = quantity(tick, tick.quantity());

        return switch (tick.kind())
        {
            case QUOTE -> applyQuote(tick, global, price, quantity);
            case TICKER -> applyTicker(tick, global, price, quantity);
            default -> applyDeal(tick, global, price, quantity);
        };
    }

    private boolean applyQuote(
        final SampleTick tick, final long global, final BigDecimal bid, final BigDecimal bidQuantity)
    {
        final BigDecimal ask = price(tick, tick.other());
        final BigDecimal askQuantity = quantity(tick, tick.number());
        if (!isExact || isNegative(bidQuantity) || isNegative(askQuantity))
        {
            return false;
        }

        final Instrument instrument = instrument(tick);
        instrument.bid = bid;
        instrument.bidQuantity = bidQuantity;
        instrument.ask = ask;
        instrument.askQuantity = askQuantity;

        final Map<String, Object> fields = marketFields(tick, Channel.BBO, global);
        fields.put("bid", bid);
        fields.put("bid_qty", bidQuantity);
        fields.put("ask", ask);
        fields.put("ask_qty", askQuantity);
        final BigDecimal low = bid == null ? ask : bid;
        add(tick, Channel.BBO, fields, ask == null ? bid : ask, low, BigDecimal.ZERO);
        addPrice(tick, global, BigDecimal.ZERO);
        compareVenues(tick, global, instrument);

        return true;
    }

    private void compareVenues(final SampleTick tick, final long global, final Instrument instrument)
    {
        quoted = tick;
        quotedGlobal = global;
        final MarketRules.Arbitrage rules = MarketRules.defaults().arbitrage();
        opportunities
            .computeIfAbsent(tick.symbolId(), id -> new Opportunities(
                new ConsolidatedBook(), fees, rules.minSpread(), rules.changeSpread(), this::addArbitrage))
            .onTop(
                tick.venueId(),
                mantissa(instrument.bid, instrument.priceExponent),
                mantissa(instrument.bidQuantity, instrument.quantityExponent),
                mantissa(instrument.ask, instrument.priceExponent),
                mantissa(instrument.askQuantity, instrument.quantityExponent));
    }

    private void addArbitrage(
        final Opportunities.State state,
        final int buyVenue,
        final int sellVenue,
        final long buyPrice,
        final long sellPrice,
        final long quantity,
        final long spreadBps)
    {
        final Instrument instrument = instrument(quoted);
        final Map<String, Object> fields = marketFields(quoted, Channel.ARBITRAGE, quotedGlobal);
        fields.remove("venue");
        fields.put("buy_venue", names.venues().nameOf(buyVenue));
        fields.put("sell_venue", names.venues().nameOf(sellVenue));
        fields.put("buy_price", decimal(buyPrice, instrument.priceExponent));
        fields.put("sell_price", decimal(sellPrice, instrument.priceExponent));
        fields.put("quantity", decimal(quantity, instrument.quantityExponent));
        fields.put("spread_bps", decimal(spreadBps, UpdateValues.BASIS_POINTS_EXPONENT));
        stream(StreamId.of(Channel.ARBITRAGE, 0, quoted.symbolId()))
            .add(new NaiveStream.Tick(fields, null, null, null, BigDecimal.ZERO));
    }

    private boolean applyTicker(
        final SampleTick tick, final long global, final BigDecimal last, final BigDecimal volume)
    {
        if (!isExact || isNegative(volume))
        {
            return false;
        }

        final Instrument instrument = instrument(tick);
        instrument.last = last == null ? instrument.last : last;
        instrument.volume = volume;
        instrument.change = decimal(tick.other(), Decimals.PERCENT_EXPONENT);
        addPrice(tick, global, BigDecimal.ZERO);
        addStats(tick, global, last, BigDecimal.ZERO);

        return true;
    }

    private boolean applyDeal(
        final SampleTick tick, final long global, final BigDecimal price, final BigDecimal quantity)
    {
        if (!isExact || price == null || quantity == null || isNegative(quantity))
        {
            return false;
        }

        final boolean isTrade = tick.kind() == SampleTick.Kind.TRADE;
        final Channel channel = isTrade ? Channel.TRADE : Channel.LIQUIDATION;
        final Map<String, Object> fields = marketFields(tick, channel, global);
        fields.put("price", price);
        fields.put("quantity", quantity);
        fields.put("side", tick.side() == Side.NULL_VAL ? null : tick.side().name().toLowerCase(Locale.ROOT));
        if (isTrade)
        {
            fields.put("trade_id", tick.number() == 0 ?
                Long.toUnsignedString(tick.other()) : new UUID(tick.number(), tick.other()).toString());
        }
        add(tick, channel, fields, price, price, quantity);
        if (isTrade)
        {
            final Instrument instrument = instrument(tick);
            instrument.last = price;
            if (instrument.stats == null)
            {
                instrument.stats = new RollingStats();
            }
            final long ahead = tick.exchangeNs() - tick.receiveNs();
            instrument.stats.onTrade(
                tick.exchangeNs() == Decimals.NULL || ahead > MAX_AHEAD_NS ? tick.receiveNs() : tick.exchangeNs(),
                mantissa(price, instrument.priceExponent),
                mantissa(quantity, instrument.quantityExponent));
            addPrice(tick, global, quantity);
            addStats(tick, global, price, quantity);
        }

        return true;
    }

    private void addPrice(final SampleTick tick, final long global, final BigDecimal traded)
    {
        final Instrument instrument = instrument(tick);
        final BigDecimal price = instrument.price();
        final Map<String, Object> fields = marketFields(tick, Channel.PRICE, global);
        fields.put("price", price);
        putDay(fields, instrument);
        fields.put("bid", instrument.bid);
        fields.put("ask", instrument.ask);
        fields.put("bid_qty", instrument.bidQuantity);
        fields.put("ask_qty", instrument.askQuantity);
        add(tick, Channel.PRICE, fields, price, price, traded);
    }

    private static void putDay(final Map<String, Object> fields, final Instrument instrument)
    {
        final RollingStats stats = instrument.stats;
        fields.put("change_24h", first(instrument.change, stats == null ?
            null : decimal(stats.changePercent(), Decimals.PERCENT_EXPONENT)));
        fields.put("volume_24h", first(instrument.volume, stats == null ?
            null : decimal(stats.volume(), instrument.quantityExponent)));
    }

    private void addStats(
        final SampleTick tick, final long global, final BigDecimal price, final BigDecimal quantity)
    {
        final Instrument instrument = instrument(tick);
        final RollingStats stats = instrument.stats;
        final Map<String, Object> fields = marketFields(tick, Channel.STATS, global);
        putDay(fields, instrument);
        fields.put("open_24h", stats == null ? null : decimal(stats.open(), instrument.priceExponent));
        fields.put("high_24h", stats == null ? null : decimal(stats.high(), instrument.priceExponent));
        fields.put("low_24h", stats == null ? null : decimal(stats.low(), instrument.priceExponent));
        fields.put("vwap_24h", stats == null ? null : decimal(stats.vwap(), instrument.priceExponent));
        fields.put("trades_24h", stats == null ? null : (Long)stats.trades());
        add(tick, Channel.STATS, fields, price, price, quantity);
    }

    /** The venue's own figures come before ours. */
    private static BigDecimal first(final BigDecimal own, final BigDecimal ours)
    {
        return own == null ? ours : own;
    }

    private void add(
        final SampleTick tick,
        final Channel channel,
        final Map<String, Object> fields,
        final BigDecimal high,
        final BigDecimal low,
        final BigDecimal volume)
    {
        stream(StreamId.of(channel, tick.venueId(), tick.symbolId()))
            .add(new NaiveStream.Tick(fields, high, low, low, volume));
    }

    private Map<String, Object> marketFields(final SampleTick tick, final Channel channel, final long global)
    {
        final Map<String, Object> fields = fields(tick, channel);
        fields.put("symbol", names.symbols().get(tick.symbolId()).name());
        fields.put("g", global);
        fields.put("t_ex", tick.exchangeNs() == Decimals.NULL ? null : (Long)(tick.exchangeNs() / NS_PER_US));
        fields.put("t_in", tick.receiveNs() / NS_PER_US);

        return fields;
    }

    private Map<String, Object> privateFields(final SampleTick tick)
    {
        final Map<String, Object> fields = fields(tick, privateChannel(tick));
        final BigDecimal price = decimal(tick.price(), tick.priceExponent());
        final BigDecimal quantity = decimal(tick.quantity(), tick.quantityExponent());
        fields.put("account", names.accounts().nameOf(tick.accountId()));
        if (tick.kind() != SampleTick.Kind.ACCOUNT)
        {
            fields.put("symbol", names.symbols().get(tick.symbolId()).name());
            fields.put("quantity", quantity);
        }
        switch (tick.kind())
        {
            case ORDER -> fields.putAll(Map.of(
                "order_id", "o" + tick.number(), "client_order_id", tick.ownId(), "side", "buy", "price", price,
                "order_type", "limit", "status", "new", "filled_quantity", BigDecimal.ZERO));
            case EXECUTION -> fields.putAll(Map.of(
                "execution_id", "e" + tick.number(), "order_id", "o-e" + tick.number(), "side", "sell",
                "price", price, "fee", decimal(tick.other(), -6), "fee_asset", "USDT", "liquidity", "taker"));
            case POSITION -> fields.putAll(Map.of(
                "entry_price", price, "mark_price", price, "unrealized_pnl", decimal(tick.other(), -4),
                "realized_pnl", BigDecimal.ZERO));
            default -> fields.putAll(Map.of(
                "asset", SampleTick.ASSET,
                "balance", quantity,
                "available", decimal(tick.other(), tick.quantityExponent())));
        }
        NaiveFields.of(privateChannel(tick)).forEach(field -> fields.putIfAbsent(field, null));

        return fields;
    }

    private Map<String, Object> fields(final SampleTick tick, final Channel channel)
    {
        final Map<String, Object> fields = new HashMap<>();
        fields.put("type", NaiveFields.typeOf(channel));
        fields.put("venue", names.venues().nameOf(tick.venueId()));
        fields.put(
            "timestamp",
            (tick.exchangeNs() == Decimals.NULL ? tick.receiveNs() : tick.exchangeNs()) / NS_PER_MS);

        return fields;
    }

    private Instrument instrument(final SampleTick tick)
    {
        final Instrument instrument = instruments.computeIfAbsent(
            StreamId.of(Channel.PRICE, tick.venueId(), tick.symbolId()), id -> new Instrument());
        instrument.priceExponent = names.symbols().priceExponentOf(tick.symbolId());
        instrument.quantityExponent = names.symbols().quantityExponentOf(tick.symbolId());

        return instrument;
    }

    private BigDecimal price(final SampleTick tick, final long mantissa)
    {
        return exact(decimal(mantissa, tick.priceExponent()), names.symbols().priceExponentOf(tick.symbolId()));
    }

    private BigDecimal quantity(final SampleTick tick, final long mantissa)
    {
        return exact(decimal(mantissa, tick.quantityExponent()), names.symbols().quantityExponentOf(tick.symbolId()));
    }

    private BigDecimal exact(final BigDecimal value, final int exponent)
    {
        if (value != null && value.signum() != 0)
        {
            final BigDecimal mantissa = value.scaleByPowerOfTen(-exponent).stripTrailingZeros();
            isExact &= mantissa.scale() <= 0 && mantissa.toBigInteger().bitLength() < Long.SIZE;
        }

        return value;
    }

    private static long mantissa(final BigDecimal value, final int exponent)
    {
        return value == null ? Decimals.NULL : value.movePointLeft(exponent).longValueExact();
    }

    private static boolean isNegative(final BigDecimal quantity)
    {
        return quantity != null && quantity.signum() < 0;
    }

    private static BigDecimal decimal(final long mantissa, final int exponent)
    {
        return mantissa == Decimals.NULL ? null : canonical(BigDecimal.valueOf(mantissa, -exponent));
    }

    private static BigDecimal canonical(final BigDecimal value)
    {
        return NaiveDecoder.canonical(value);
    }

    private static Channel privateChannel(final SampleTick tick)
    {
        return switch (tick.kind())
        {
            case ORDER -> Channel.ORDERS;
            case EXECUTION -> Channel.EXECUTIONS;
            case POSITION -> Channel.POSITIONS;
            case ACCOUNT -> Channel.ACCOUNT;
            default -> throw new AssertionError(tick);
        };
    }
}
