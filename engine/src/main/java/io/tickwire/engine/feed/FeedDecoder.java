package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;

import org.agrona.collections.IntHashSet;

import java.util.Arrays;

/**
 * Reads what comes by one connection to a venue, and writes ticks: a message is read once, to its end, and only then is
 * published. What can not be read is counted and passed over; no message ends the feed.
 * Thread: feed-<venue>
 */
public abstract class FeedDecoder extends ValuePublisher
{
    private static final int INITIAL_BYTES = 4096;

    private final IntHashSet books = new IntHashSet();
    private byte[] padded = new byte[INITIAL_BYTES];
    private boolean isReconnecting;

    /** The message that is being read is no market data. */
    private boolean isOfConnection;

    protected FeedDecoder(final VenueFeed feed)
    {
        super(feed);
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
        for (final Instrument instrument : feed().instruments().all())
        {
            if (books.contains(instrument.index()))
            {
                instrument.book().onDisconnected();
            }
        }
        books.clear();
        forgetQuotes();
        isReconnecting = false;
    }

    /**
     * A message has come, text or binary.
     *
     * @param receiveTimeNs when.
     */
    public final void onMessage(final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        feed().stats().increment(FeedCounter.MESSAGES);
        feed().stats().add(FeedCounter.BYTES, length);
        feed().writer().beginBatch(receiveTimeNs);
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
            feed().stats().increment(FeedCounter.MALFORMED);
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
            feed().control().onControl(buffer, offset, length);
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
        feed().stats().increment(FeedCounter.ANSWERS);
        feed().writer().beginBatch(receiveTimeNs);
        final Instrument instrument = feed().instruments().find(venueSymbol);
        if (instrument == null)
        {
            feed().stats().increment(FeedCounter.UNWANTED_SYMBOLS);
            return;
        }

        try
        {
            decodeSnapshot(instrument, padded(buffer, offset, length), 0, length);
        }
        catch (final MalformedMessageException ex)
        {
            feed().stats().increment(FeedCounter.MALFORMED);
            instrument.book().refuseSnapshot();
        }
        catch (final RuntimeException ex)
        {
            feed().stats().increment(FeedCounter.DECODER_ERRORS);
            instrument.book().loseTrust("decoder_error");
            instrument.book().refuseSnapshot();
            feed().control().onError(ex);
        }
    }

    /** The message that is being read is of the connection: it is handed on when it has been read to its end. */
    protected final void ofConnection()
    {
        isOfConnection = true;
    }

    /** The message that is being read is of no kind that is known; it is counted, and may be of the connection. */
    protected final void unknownMessage()
    {
        feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
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
        for (final Instrument instrument : feed().instruments().all())
        {
            if (books.contains(instrument.index()))
            {
                instrument.book().gapOfConnection();
            }
        }
        if (!isReconnecting)
        {
            isReconnecting = true;
            feed().control().reconnect(BookTracker.SEQUENCE_GAP);
        }
    }

    /**
     * A message could not be read, and with it a change of any book of this connection may be lost.
     */
    protected final void distrustBooks()
    {
        for (final Instrument instrument : feed().instruments().all())
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
        return feed().instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
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
        feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
    }

    /** How far the message was read, and what of it was published, is not known. */
    private void fail(final RuntimeException error)
    {
        feed().stats().increment(FeedCounter.DECODER_ERRORS);
        forgetRequests();
        onMalformed();
        distrustBooks();
        feed().control().onError(error);
    }

    /** What was asked for may have come, and be what can not be read: books that are without it may ask again. */
    private void forgetRequests()
    {
        for (final Instrument instrument : feed().instruments().all())
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
