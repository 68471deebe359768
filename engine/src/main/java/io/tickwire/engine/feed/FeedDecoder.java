package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.sbe.Side;

import org.agrona.collections.IntHashSet;

import java.util.Arrays;

/**
 * Reads what comes by one connection to a venue, and writes ticks: a message is read once, to its end, and only then is
 * published. What can not be read is counted and passed over; no message ends the feed.
 * Thread: feed-<venue>
 */
public abstract class FeedDecoder
{
    private static final MalformedMessageException NO_TRADE =
        new MalformedMessageException("a trade without a price or a quantity");
    private static final int INITIAL_BYTES = 4096;

    private final VenueFeed feed;
    private final IntHashSet books = new IntHashSet();
    private final IntHashSet quoted = new IntHashSet();
    private byte[] padded = new byte[INITIAL_BYTES];
    private boolean isReconnecting;

    /** The message that is being read is no market data. */
    private boolean isOfConnection;

    protected FeedDecoder(final VenueFeed feed)
    {
        this.feed = feed;
    }

    /**
     * The connection is up: nothing has come by it yet.
     */
    public void onConnected()
    {
    }

    /**
     * The connection is down: what came by it can not be trusted from now on.
     */
    public void onDisconnected()
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            if (books.contains(instrument.index()))
            {
                instrument.book().onDisconnected();
            }
        }
        books.clear();
        quoted.clear();
        isReconnecting = false;
    }

    /**
     * A message has come, text or binary.
     *
     * @param receiveTimeNs when.
     */
    public final void onMessage(final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        feed.stats().increment(FeedCounter.MESSAGES);
        feed.stats().add(FeedCounter.BYTES, length);
        feed.writer().beginBatch(receiveTimeNs);
        isOfConnection = false;
        try
        {
            if (offset <= buffer.length - JsonReader.PADDING - length)
            {
                decode(buffer, offset, length);
            }
            else
            {
                decode(padded(buffer, offset, length), 0, length);
            }
        }
        catch (final MalformedMessageException ex)
        {
            feed.stats().increment(FeedCounter.MALFORMED);
            forgetRequests();
            onMalformed();
            return;
        }
        catch (final RuntimeException ex)
        {
            fail(ex);
            return;
        }
        if (isOfConnection)
        {
            feed.control().onControl(buffer, offset, length);
        }
    }

    /**
     * The answer to a REST request for the book of an instrument has come.
     *
     * @param receiveTimeNs when.
     */
    public final void onSnapshot(
        final String venueSymbol, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        feed.stats().increment(FeedCounter.ANSWERS);
        feed.writer().beginBatch(receiveTimeNs);
        final Instrument instrument = feed.instruments().find(venueSymbol);
        if (instrument == null)
        {
            feed.stats().increment(FeedCounter.UNWANTED_SYMBOLS);
            return;
        }

        try
        {
            decodeSnapshot(instrument, padded(buffer, offset, length), 0, length);
        }
        catch (final MalformedMessageException ex)
        {
            feed.stats().increment(FeedCounter.MALFORMED);
            instrument.book().refuseSnapshot();
        }
        catch (final RuntimeException ex)
        {
            feed.stats().increment(FeedCounter.DECODER_ERRORS);
            instrument.book().loseTrust("decoder_error");
            instrument.book().refuseSnapshot();
            feed.control().onError(ex);
        }
    }

    protected final VenueFeed feed()
    {
        return feed;
    }

    /** The message that is being read is of the connection: it is handed on when it has been read to its end. */
    protected final void ofConnection()
    {
        isOfConnection = true;
    }

    /** The message that is being read is of no kind that is known; it is counted, and may be of the connection. */
    protected final void unknownMessage()
    {
        feed.stats().increment(FeedCounter.UNKNOWN_MESSAGES);
        isOfConnection = true;
    }

    /** The book of an instrument comes by this connection, and goes with it. */
    protected final void ownBook(final Instrument instrument)
    {
        books.add(instrument.index());
    }

    /**
     * Messages are missing that this connection numbers: any of its books may have been in them, and it is of no more
     * use.
     */
    protected final void connectionGap()
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            if (books.contains(instrument.index()))
            {
                instrument.book().gapOfConnection();
            }
        }
        if (!isReconnecting)
        {
            isReconnecting = true;
            feed.control().reconnect(BookTracker.SEQUENCE_GAP);
        }
    }

    /**
     * A message could not be read, and with it a change of any book of this connection may be lost.
     */
    protected final void distrustBooks()
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            if (books.contains(instrument.index()))
            {
                instrument.book().loseTrust("malformed");
                instrument.book().askForSnapshot();
            }
        }
    }

    /**
     * The instrument whose name the reader has read last.
     *
     * @return null where its ticks are not wanted; then that is counted.
     */
    protected final Instrument instrument(final JsonReader reader)
    {
        return feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
    }

    /**
     * Publish a trade; one whose price or quantity is not known is malformed, and what can not be held exactly is left
     * out and counted.
     *
     * @param idLow the venue's id or the low half of its UUID; with {@code idHigh} 0 for a trade that has none.
     * @param side  of the aggressor; null where it is not known.
     */
    protected final void publishTrade(
        final Instrument instrument,
        final long exchangeTimeNs,
        final JsonDecimal price,
        final JsonDecimal quantity,
        final long idLow,
        final long idHigh,
        final Side side)
    {
        if (!price.isKnown() || !quantity.isKnown())
        {
            throw NO_TRADE;
        }

        final long priceMantissa = price.at(instrument.priceExponent());
        final long quantityMantissa = quantity.at(instrument.quantityExponent());
        if (priceMantissa == Decimals.NULL || quantityMantissa == Decimals.NULL)
        {
            instrument.priceNeeds().add(price);
            instrument.quantityNeeds().add(quantity);
            inexact(instrument);
            return;
        }
        feed.writer().trade(instrument, exchangeTimeNs, priceMantissa, quantityMantissa, idLow, idHigh, side);
    }

    /** Publish a whole trade, where its ticks are wanted; what can not be held exactly is left out and counted. */
    protected final void publishTrade(final TradeValues trade)
    {
        if (trade.instrument() != null)
        {
            publishTrade(
                trade.instrument(),
                trade.timeNs(),
                trade.price(),
                trade.quantity(),
                trade.idLow(),
                trade.idHigh(),
                trade.side());
        }
    }

    /**
     * Publish a whole liquidation, where its ticks are wanted; what can not be held exactly is left out and counted.
     *
     * @param order the forced one: its side, price and quantity.
     */
    protected final void publishLiquidation(final TradeValues order)
    {
        final Instrument instrument = order.instrument();
        if (instrument == null)
        {
            return;
        }

        final long price = order.price().at(instrument.priceExponent());
        final long quantity = order.quantity().at(instrument.quantityExponent());
        if (price == Decimals.NULL || quantity == Decimals.NULL)
        {
            inexact(instrument);
            return;
        }
        feed.writer().liquidation(instrument, order.timeNs(), price, quantity, order.side());
    }

    /**
     * Publish the best bid and ask, of which any may be unknown; what can not be held exactly is left out and counted.
     *
     * @param venueSequence the venue's number for this state, or {@link TickSink#NO_SEQUENCE}.
     */
    protected final void publishQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote, final long venueSequence)
    {
        final int priceExponent = instrument.priceExponent();
        final int quantityExponent = instrument.quantityExponent();
        if (!quote.bid().fits(priceExponent) || !quote.ask().fits(priceExponent) ||
            !quote.bidQuantity().fits(quantityExponent) || !quote.askQuantity().fits(quantityExponent))
        {
            instrument.priceNeeds().add(quote.bid());
            instrument.priceNeeds().add(quote.ask());
            instrument.quantityNeeds().add(quote.bidQuantity());
            instrument.quantityNeeds().add(quote.askQuantity());
            inexact(instrument);
            return;
        }
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            quote.bid().at(priceExponent),
            quote.bidQuantity().at(quantityExponent),
            quote.ask().at(priceExponent),
            quote.askQuantity().at(quantityExponent),
            venueSequence);
    }

    /**
     * Publish the best bid and ask of a ticker, unless they come by a stream of their own: those here may be older.
     */
    protected final void publishTickerQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote, final long venueSequence)
    {
        if (!quoted.contains(instrument.index()))
        {
            publishQuote(instrument, exchangeTimeNs, quote, venueSequence);
        }
    }

    /** Publish a whole ticker, where its ticks are wanted. */
    protected final void publishTicker(final TickerEntry ticker)
    {
        if (ticker.instrument() != null)
        {
            feed.writer().ticker(ticker.instrument(), ticker.timeNs(), ticker.figures());
            publishTickerQuote(ticker.instrument(), ticker.timeNs(), ticker.quote(), TickSink.NO_SEQUENCE);
        }
    }

    /** The best bid and ask of an instrument come by a stream of their own, until this connection goes. */
    protected final void ownQuote(final Instrument instrument)
    {
        quoted.add(instrument.index());
    }

    /**
     * Publish the best bid and ask where the venue's quantities are not to be had exactly: they are rounded to the
     * instrument's lots.
     */
    protected final void publishRoundedQuote(
        final Instrument instrument, final long exchangeTimeNs, final QuoteValues quote)
    {
        final JsonDecimal bid = quote.bid();
        final JsonDecimal ask = quote.ask();
        final JsonDecimal bidQuantity = quote.bidQuantity();
        final JsonDecimal askQuantity = quote.askQuantity();
        final int priceExponent = instrument.priceExponent();
        final int quantityExponent = instrument.quantityExponent();
        instrument.quantityNeeds().addInexact(bidQuantity, quantityExponent);
        instrument.quantityNeeds().addInexact(askQuantity, quantityExponent);
        if (!bid.fits(priceExponent) || !ask.fits(priceExponent))
        {
            inexact(instrument);
            instrument.priceNeeds().add(bid);
            instrument.priceNeeds().add(ask);
            return;
        }
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            bid.at(priceExponent),
            bidQuantity.roundedAt(quantityExponent),
            ask.at(priceExponent),
            askQuantity.roundedAt(quantityExponent),
            TickSink.NO_SEQUENCE);
    }

    /**
     * Publish the best bid and ask of these levels, of which the first of each side is the best; what can not be held
     * exactly is left out and counted.
     *
     * @param venueSequence the venue's number for this state, or {@link TickSink#NO_SEQUENCE}.
     */
    protected final void publishQuote(
        final Instrument instrument, final long exchangeTimeNs, final LevelBuffer levels, final long venueSequence)
    {
        if (!levels.scale(instrument.priceExponent(), instrument.quantityExponent()))
        {
            inexact(instrument);
            return;
        }
        final LevelList best = levels.levels();
        final boolean hasBid = best.bidCount() > 0;
        final boolean hasAsk = best.askCount() > 0;
        feed.writer().quote(
            instrument,
            exchangeTimeNs,
            hasBid ? best.bidPrice(0) : Decimals.NULL,
            hasBid ? best.bidQuantity(0) : Decimals.NULL,
            hasAsk ? best.askPrice(0) : Decimals.NULL,
            hasAsk ? best.askQuantity(0) : Decimals.NULL,
            venueSequence);
    }

    /** A value of an instrument is finer than its exponents, or too large for them: the tick is left out. */
    protected final void inexact(final Instrument instrument)
    {
        feed.stats().increment(FeedCounter.INEXACT);
        instrument.inexact();
    }

    /**
     * Read a message and publish its ticks.
     *
     * @param buffer at least {@link JsonReader#PADDING} bytes longer than the message.
     * @throws MalformedMessageException where it is not what the venue sends; then nothing of it is published.
     */
    protected abstract void decode(byte[] buffer, int offset, int length);

    /**
     * A message could not be read and has been counted. Where no number tells that it is missing, this must.
     */
    protected void onMalformed()
    {
    }

    /**
     * Read the answer to a request for a book. Venues that send their books by the connection have none.
     *
     * @throws MalformedMessageException as {@link #decode} does.
     */
    protected void decodeSnapshot(
        final Instrument instrument, final byte[] buffer, final int offset, final int length)
    {
        feed.stats().increment(FeedCounter.UNKNOWN_MESSAGES);
    }

    /** How far the message was read, and what of it was published, is not known. */
    private void fail(final RuntimeException error)
    {
        feed.stats().increment(FeedCounter.DECODER_ERRORS);
        forgetRequests();
        onMalformed();
        distrustBooks();
        feed.control().onError(error);
    }

    /** What was asked for may have come, and be what can not be read: books that are without it may ask again. */
    private void forgetRequests()
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            instrument.book().onAnswered();
        }
    }

    private byte[] padded(final byte[] buffer, final int offset, final int length)
    {
        if (padded.length < length + JsonReader.PADDING)
        {
            padded = new byte[Math.max(length + JsonReader.PADDING, 2 * padded.length)];
        }
        System.arraycopy(buffer, offset, padded, 0, length);
        Arrays.fill(padded, length, length + JsonReader.PADDING, (byte)0);

        return padded;
    }
}
