package io.tickwire.transport.protocol;

import org.agrona.MutableDirectBuffer;

/**
 * Writes values of any kind one after the other, in one form. In maps a {@link #name} stands before each value.
 * Thread: any
 */
interface ValueWriter
{
    /** How many entries follow is not known when a map or list begins: at most {@link #MAX_UNKNOWN}. */
    int UNKNOWN = -1;

    /** What was begun as {@link #UNKNOWN} has at most so many entries. */
    int MAX_UNKNOWN = 0xffff;

    /**
     * Begin to write.
     *
     * @param buffer may be one that grows.
     */
    void wrap(MutableDirectBuffer buffer, int offset);

    /**
     * How many bytes were written.
     */
    int length();

    /**
     * Begin a map.
     *
     * @param count of its entries, or {@link #UNKNOWN}.
     * @return to be handed to its end.
     */
    int beginMap(int count);

    /**
     * End a map.
     *
     * @param mark  what its beginning returned.
     * @param count of its entries.
     */
    void endMap(int mark, int count);

    /**
     * Begin a list.
     *
     * @param count of its entries, or {@link #UNKNOWN}.
     * @return to be handed to its end.
     */
    int beginList(int count);

    /**
     * End a list.
     *
     * @param mark  what its beginning returned.
     * @param count of its entries.
     */
    void endList(int mark, int count);

    void name(String name);

    void text(String text);

    void integer(long value);

    /**
     * A whole number of 64 bits without a sign.
     */
    void unsigned(long value);

    /**
     * A number, or null where it is none or not finite.
     */
    void decimal(double value);

    void flag(boolean value);

    void nothing();

    /**
     * A value that stands in this form already.
     */
    void raw(byte[] value);
}
