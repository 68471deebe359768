package io.tickwire.client.view;

/**
 * A book, or what changed in it, as the message has it; the book as it is then is that of the client.
 * Thread: client
 */
public interface BookView extends UpdateView
{
    /** The whole book, or what changed. */
    boolean isSnapshot();

    int bids();

    int asks();

    /** Of the message's level, 0 first; the stream's price exponent. */
    long bidPrice(int index);

    /** 0: the level is gone. */
    long bidQuantity(int index);

    long askPrice(int index);

    /** 0: the level is gone. */
    long askQuantity(int index);

    /** CRC32C of the ten best levels; {@link #NONE}: there is none. */
    default long checksum()
    {
        return mantissa(Field.CHECKSUM);
    }
}
