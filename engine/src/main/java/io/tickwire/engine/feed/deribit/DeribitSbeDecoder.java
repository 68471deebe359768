package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.feed.sbe.SbeReader;
import io.tickwire.engine.feed.sbe.WireDouble;
import io.tickwire.engine.schema.sbe.Side;
import org.agrona.collections.Int2ObjectHashMap;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Packets of Deribit's multicast: several SBE messages, whose headers and groups count what follows.
 * <pre>
 *   +--------------+-----------+----------+-----------------------------------+
 *   | packetLength | channelId | sequence | messages, packetLength bytes      |
 *   | uint16       | uint16    | uint32   |                                   |
 *   +--------------+-----------+----------+-----------------------------------+
 * </pre>
 * Each channel numbers its packets. Instruments have ids, which mean nothing before their definitions: trades and
 * tickers are kept until then. Definitions and snapshots come again and again. Numbers are doubles: see
 * {@link WireDouble}.
 * <p>
 * A packet is checked whole before any of it is published. Where one can not be read nevertheless, or is missing, no
 * book of its channel can be trusted.
 * Thread: feed-<venue>
 */
final class DeribitSbeDecoder extends DeribitFeedDecoder
{
    static final List<String> KINDS = IntStream.rangeClosed(SbeLayout.INSTRUMENT, SbeLayout.INSTRUMENT_V2)
        .mapToObj(id -> "template_" + id)
        .collect(Collectors.toUnmodifiableList());

    private static final MalformedMessageException NO_PACKET = new MalformedMessageException("not a packet");
    private static final MalformedMessageException TOO_MANY = new MalformedMessageException("too many instruments");
    private static final int MAX_INSTRUMENTS = 1 << 16;
    private static final int MAX_EARLY_BYTES = 1 << 24;
    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");

    private final SbeReader reader = new SbeReader(true);
    private final Int2ObjectHashMap<SbeChannel> channels = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<SbeBook> books = new Int2ObjectHashMap<>();
    private final SbeDefinition definition = new SbeDefinition();
    private final LevelBuffer scratch = new LevelBuffer();
    private final Entries<DeribitTrade> trades = new Entries<>(DeribitTrade::new);
    private final TickerValues figures = new TickerValues();
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal amount = new JsonDecimal();
    private final QuoteValues quote = new QuoteValues();
    private int earlyBytes;
    private int channelId;
    private SbeChannel channel;

    DeribitSbeDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onConnected()
    {
        channels.clear();
        books.clear();
        earlyBytes = 0;
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        channel = null;
        if (length < SbeLayout.PACKET_HEAD_BYTES || uint16(buffer, offset) != length - SbeLayout.PACKET_HEAD_BYTES)
        {
            throw NO_PACKET;
        }
        channelId = uint16(buffer, offset + SbeLayout.CHANNEL_ID);
        channel = channel(channelId);
        final int sequence = uint32(buffer, offset + SbeLayout.SEQUENCE);
        if (channel.isRepeated(sequence))
        {
            feed().stats().increment(FeedCounter.REPEATED_MESSAGES);
            return;
        }
        if (!channel.advance(sequence))
        {
            channel.lose();
        }

        final int end = offset + length;
        for (int at = offset + SbeLayout.PACKET_HEAD_BYTES; at < end;)
        {
            at = reader.endOf(buffer, at, end);
        }
        for (int at = offset + SbeLayout.PACKET_HEAD_BYTES; at < end;)
        {
            final int next = reader.endOf(buffer, at, end);
            readMessage(buffer, at, next - at);
            at = next;
        }
    }

    @Override
    protected void onMalformed()
    {
        if (channel != null)
        {
            channel.lose();
        }
    }

    private void readMessage(final byte[] buffer, final int offset, final int length)
    {
        reader.wrap(buffer, offset, length);
        final int templateId = reader.templateId();
        final int kind = templateId - SbeLayout.INSTRUMENT;
        if (reader.schemaId() != SbeLayout.SCHEMA_ID || kind < 0 || kind >= KINDS.size())
        {
            feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
            return;
        }

        boolean isLast = true;
        switch (templateId)
        {
            case SbeLayout.INSTRUMENT, SbeLayout.INSTRUMENT_V2 -> readInstrument(buffer, offset, length);
            case SbeLayout.BOOK -> isLast = readChange();
            case SbeLayout.SNAPSHOT -> isLast = readSnapshot();
            case SbeLayout.TRADES, SbeLayout.TICKER -> readOrKeep(buffer, offset, length);
            default ->
            {
            }
        }
        if (isLast)
        {
            channel.mend();
        }
        feed().stats().count(kind, 1);
    }

    private void readInstrument(final byte[] buffer, final int offset, final int length)
    {
        reader.nextBlock(SbeLayout.INSTRUMENT_BYTES);
        final int instrumentId = reader.int32(0);
        final SbeBook book = book(instrumentId);
        reader.skipGroups();
        reader.readText();
        if (!feed().instruments().isKnown(buffer, reader.textOffset(), reader.textLength()))
        {
            feed().control().onListing(definition.read(buffer, offset, length));
        }
        final Instrument instrument = feed().instrument(buffer, reader.textOffset(), reader.textLength());
        book.define(instrument);
        if (instrument != null)
        {
            instrument.venueNumber(Integer.toUnsignedLong(instrumentId));
            ownBook(instrument);
        }
        if (book.early() != null)
        {
            readKept(book);
            earlyBytes -= book.early().capacity();
            book.early(null);
        }
    }

    private void readOrKeep(final byte[] buffer, final int offset, final int length)
    {
        reader.nextBlock(SbeLayout.INSTRUMENT_BYTES);
        final SbeBook book = book(reader.int32(0));
        if (book.instrument() != null)
        {
            readTicks(buffer, offset, length, book.instrument());
        }
        else if (book.isDefined() || earlyBytes > MAX_EARLY_BYTES)
        {
            feed().stats().increment(FeedCounter.UNWANTED_SYMBOLS);
        }
        else
        {
            keep(book, buffer, offset, length);
        }
    }

    private void keep(final SbeBook book, final byte[] buffer, final int offset, final int length)
    {
        if (book.early() == null)
        {
            book.early(new EarlyMessages());
        }
        final EarlyMessages early = book.early();
        earlyBytes -= early.capacity();
        early.add(buffer, offset, length);
        earlyBytes += early.capacity();
    }

    private void readKept(final SbeBook book)
    {
        final EarlyMessages early = book.early();
        for (int at = early.first(); early.hasMessage(at); at = early.next(at))
        {
            if (book.instrument() == null)
            {
                feed().stats().increment(FeedCounter.UNWANTED_SYMBOLS);
            }
            else
            {
                readTicks(early.buffer(), at, early.length(at), book.instrument());
            }
        }
    }

    private void readTicks(final byte[] buffer, final int offset, final int length, final Instrument instrument)
    {
        reader.wrap(buffer, offset, length);
        if (reader.templateId() == SbeLayout.TICKER)
        {
            readTicker(instrument);
        }
        else
        {
            readTrades(instrument);
        }
    }

    /**
     * @return whether it is the last part of the change.
     */
    private boolean readChange()
    {
        reader.nextBlock(SbeLayout.BOOK_BYTES);
        final SbeBook book = book(reader.int32(0));
        final long timeNs = UnixTime.ofMillis(reader.int64(SbeLayout.TIMESTAMP));
        final long previousId = reader.int64(SbeLayout.PREV_CHANGE_ID);
        final long changeId = reader.int64(SbeLayout.CHANGE_ID);
        final boolean isLast = reader.uint8(SbeLayout.IS_LAST) != 0;
        final LevelBuffer levels = book.changeLevels(changeId, isLast, scratch);
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(SbeLayout.CHANGE_BYTES);
            final boolean isDeleted = reader.uint8(SbeLayout.CHANGE_KIND) == SbeLayout.DELETED;
            readLevel(levels, SbeLayout.CHANGE_PRICE, SbeLayout.CHANGE_AMOUNT, isDeleted);
        }
        if (isLast)
        {
            book.change(timeNs, previousId, changeId, channel.isTorn(), levels);
        }

        return isLast;
    }

    /**
     * @return whether it is the last part of the book.
     */
    private boolean readSnapshot()
    {
        reader.nextBlock(SbeLayout.SNAPSHOT_BYTES);
        final SbeBook book = book(reader.int32(0));
        final long timeNs = UnixTime.ofMillis(reader.int64(SbeLayout.TIMESTAMP));
        final long changeId = reader.int64(SbeLayout.SNAPSHOT_CHANGE_ID);
        final boolean isLast = reader.uint8(SbeLayout.IS_LAST_IN_BOOK) != 0;
        final LevelBuffer levels = book.snapshotLevels(changeId, isLast, scratch);
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(SbeLayout.LEVEL_BYTES);
            readLevel(levels, SbeLayout.LEVEL_PRICE, SbeLayout.LEVEL_AMOUNT, false);
        }
        if (isLast && !channel.isTorn())
        {
            book.snapshot(timeNs, changeId, levels);
        }

        return isLast;
    }

    private void readLevel(
        final LevelBuffer levels, final int priceOffset, final int amountOffset, final boolean isDeleted)
    {
        final int side = reader.uint8(0);
        if (side > SbeLayout.BID)
        {
            throw NO_SIDE;
        }
        WireDouble.read(reader.float64(priceOffset), price);
        if (isDeleted)
        {
            amount.set(0, 0);
        }
        else
        {
            WireDouble.read(reader.float64(amountOffset), amount);
        }
        levels.side(side == SbeLayout.BID).add(price, amount);
    }

    private void readTrades(final Instrument instrument)
    {
        reader.nextBlock(SbeLayout.INSTRUMENT_BYTES);
        trades.clear();
        final int count = reader.beginGroup();
        for (int i = 0; i < count; i++)
        {
            reader.nextBlock(SbeLayout.TRADE_BYTES);
            readTrade(instrument, trades.add());
        }
        publishTrades(trades);
    }

    private void readTrade(final Instrument instrument, final DeribitTrade row)
    {
        final TradeValues trade = row.values();
        row.clear();
        trade.instrument(instrument);
        trade.timeNs(UnixTime.ofMillis(reader.int64(SbeLayout.TRADE_TIMESTAMP)));
        trade.id(reader.int64(SbeLayout.TRADE_ID));
        trade.side(aggressor(reader.uint8(0)));
        WireDouble.read(reader.float64(SbeLayout.TRADE_PRICE), trade.price());
        WireDouble.read(reader.float64(SbeLayout.TRADE_AMOUNT), trade.quantity());
        final int whose = reader.uint8(SbeLayout.TRADE_LIQUIDATION);
        row.liquidated(
            whose == SbeLayout.TAKER_LIQUIDATED || whose == SbeLayout.BOTH_LIQUIDATED,
            whose == SbeLayout.MAKER_LIQUIDATED || whose == SbeLayout.BOTH_LIQUIDATED);
        trade.requireWhole();
    }

    private void readTicker(final Instrument instrument)
    {
        reader.nextBlock(SbeLayout.TICKER_BYTES);
        final long timeNs = UnixTime.ofMillis(reader.int64(SbeLayout.TICKER_TIMESTAMP));
        figures.clear();
        WireDouble.read(reader.float64(SbeLayout.LAST_PRICE), price);
        figures.set(TickerValues.Field.LAST, price);
        WireDouble.read(reader.float64(SbeLayout.MARK_PRICE), price);
        figures.set(TickerValues.Field.MARK, price);
        WireDouble.read(reader.float64(SbeLayout.BEST_BID_PRICE), quote.bid());
        WireDouble.read(reader.float64(SbeLayout.BEST_BID_AMOUNT), quote.bidQuantity());
        forgetWhereNone(quote.bid(), quote.bidQuantity());
        WireDouble.read(reader.float64(SbeLayout.BEST_ASK_PRICE), quote.ask());
        WireDouble.read(reader.float64(SbeLayout.BEST_ASK_AMOUNT), quote.askQuantity());
        forgetWhereNone(quote.ask(), quote.askQuantity());
        feed().writer().ticker(instrument, timeNs, figures);
        publishQuote(instrument, timeNs, quote, TickSink.NO_SEQUENCE);
    }

    private SbeChannel channel(final int id)
    {
        SbeChannel found = channels.get(id);
        if (found == null)
        {
            found = new SbeChannel();
            channels.put(id, found);
        }

        return found;
    }

    private SbeBook book(final int instrumentId)
    {
        SbeBook found = books.get(instrumentId);
        if (found == null)
        {
            if (books.size() == MAX_INSTRUMENTS)
            {
                throw TOO_MANY;
            }
            found = new SbeBook();
            books.put(instrumentId, found);
            channel(SbeChannel.idOfChanges(channelId)).add(found);
        }

        return found;
    }

    private static Side aggressor(final int direction)
    {
        if (direction > SbeLayout.SELL)
        {
            throw NO_SIDE;
        }

        return direction == SbeLayout.SELL ? Side.SELL : Side.BUY;
    }

    private static int uint16(final byte[] buffer, final int at)
    {
        return buffer[at] & 0xFF | (buffer[at + 1] & 0xFF) << Byte.SIZE;
    }

    private static int uint32(final byte[] buffer, final int at)
    {
        return uint16(buffer, at) | uint16(buffer, at + Short.BYTES) << Short.SIZE;
    }
}
