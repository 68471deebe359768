package io.tickwire.client;

import io.tickwire.client.book.BookSide;
import io.tickwire.client.view.BookView;
import io.tickwire.client.wire.Decimals;

import java.util.zip.CRC32C;

/**
 * The book of a symbol at a venue, as the messages make it. Prices and quantities are mantissas with the stream's
 * exponents. For the loop's thread: in a listener, or by {@link TickwireClient#execute}.
 * Thread: client
 */
public final class Book
{
    /** There is no such level. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int MAX_LEVELS = 1 << 20;
    private static final int CHECKED_LEVELS = 10;

    private final StreamState stream;
    private final BookSide bids = new BookSide(true, MAX_LEVELS);
    private final BookSide asks = new BookSide(false, MAX_LEVELS);
    private final CRC32C crc = new CRC32C();
    private final byte[] levels = new byte[2 * CHECKED_LEVELS * 2 * Long.BYTES];

    Book(final StreamState stream)
    {
        this.stream = stream;
    }

    public String symbol()
    {
        return stream.symbol();
    }

    public String venue()
    {
        return stream.venue();
    }

    /** While it is not live it shows what was last known, or nothing. */
    public StreamStatus status()
    {
        return stream.status;
    }

    public boolean isLive()
    {
        return stream.status == StreamStatus.LIVE;
    }

    /** Of the message that made it what it is; -1: none has. */
    public long seq()
    {
        return stream.last;
    }

    public int priceExponent()
    {
        return stream.priceExponent();
    }

    public int quantityExponent()
    {
        return stream.quantityExponent();
    }

    public int bids()
    {
        return bids.size();
    }

    public int asks()
    {
        return asks.size();
    }

    /**
     * @param index 0: the best; as in the other three.
     */
    public long bidPrice(final int index)
    {
        return index < bids.size() ? bids.price(index) : NONE;
    }

    public long bidQuantity(final int index)
    {
        return index < bids.size() ? bids.quantity(index) : NONE;
    }

    public long askPrice(final int index)
    {
        return index < asks.size() ? asks.price(index) : NONE;
    }

    public long askQuantity(final int index)
    {
        return index < asks.size() ? asks.quantity(index) : NONE;
    }

    /** NaN: there is none. */
    public double bestBid()
    {
        return Decimals.toDouble(bidPrice(0), priceExponent());
    }

    /** NaN: there is none. */
    public double bestAsk()
    {
        return Decimals.toDouble(askPrice(0), priceExponent());
    }

    void clear()
    {
        bids.clear();
        asks.clear();
    }

    /**
     * @return whether all of it made sense.
     */
    boolean apply(final BookView message)
    {
        if (message.isSnapshot())
        {
            clear();
        }
        boolean isGood = true;
        final int bidCount = message.bids();
        for (int i = 0; i < bidCount; i++)
        {
            isGood &= set(bids, message.bidPrice(i), message.bidQuantity(i));
        }
        final int askCount = message.asks();
        for (int i = 0; i < askCount; i++)
        {
            isGood &= set(asks, message.askPrice(i), message.askQuantity(i));
        }

        return isGood;
    }

    private static boolean set(final BookSide side, final long price, final long quantity)
    {
        if (price == NONE || quantity < 0)
        {
            return false;
        }
        side.set(price, quantity);

        return true;
    }

    /** CRC32C of the ten best levels, bids first, each as two little-endian longs. */
    long checksum()
    {
        final int length = put(asks, put(bids, 0));
        crc.reset();
        crc.update(levels, 0, length);

        return crc.getValue();
    }

    private int put(final BookSide side, final int offset)
    {
        int at = offset;
        final int count = Math.min(side.size(), CHECKED_LEVELS);
        for (int i = 0; i < count; i++)
        {
            at = put(side.price(i), at);
            at = put(side.quantity(i), at);
        }

        return at;
    }

    private int put(final long value, final int at)
    {
        for (int i = 0; i < Long.BYTES; i++)
        {
            levels[at + i] = (byte)(value >>> 8 * i);
        }

        return at + Long.BYTES;
    }
}
