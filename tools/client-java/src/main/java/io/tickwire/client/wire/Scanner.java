package io.tickwire.client.wire;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Goes through one message value by value, JSON or msgpack alike. {@link #next} reads a value; of a list or a map, its
 * beginning, and then {@link #more} says for each entry whether there is one, and reads a map's key. What was
 * read last stands in the fields. Nothing is allocated. A read beyond the message's end is an
 * {@link IndexOutOfBoundsException}, since the buffer ends there.
 * Thread: client
 */
public abstract class Scanner
{
    /** Kinds of values. */
    public static final int NULL = 0;
    public static final int FLAG = 1;
    public static final int NUMBER = 2;
    public static final int FLOAT = 3;
    public static final int TEXT = 4;
    public static final int LIST = 5;
    public static final int MAP = 6;
    /** What no message of this protocol has: bytes, extensions. */
    public static final int OTHER = 7;

    static final int MAX_DEPTH = 32;

    /** The message, and nothing else. */
    final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    final long[] left = new long[MAX_DEPTH + 1];
    final boolean[] isMap = new boolean[MAX_DEPTH + 1];
    int at;
    int depth;
    boolean flag;
    /** A number is mantissa x 10^exponent, exactly where it is not {@link #isBig}. */
    long mantissa;
    int exponent;
    boolean isBig;
    double floating;
    DirectBuffer text;
    int textOffset;
    int textLength;

    /**
     * Begin a message.
     */
    public final Scanner wrap(final UnsafeBuffer message, final int offset, final int length)
    {
        buffer.wrap(message, offset, length);
        at = 0;
        depth = 0;

        return this;
    }

    /**
     * Read a value.
     *
     * @return its kind.
     */
    public abstract int next();

    /**
     * Whether the list or map that is open has another entry; if not, it is closed. Reads a map's key.
     */
    public abstract boolean more();

    /**
     * Whether nothing stands behind the message.
     */
    public abstract boolean isAtEnd();

    /**
     * Pass over what is left of a value that was read.
     */
    public final void skip(final int kind)
    {
        if (kind == LIST || kind == MAP)
        {
            final int outer = depth - 1;
            while (depth > outer)
            {
                if (more())
                {
                    next();
                }
            }
        }
    }

    /** The text that was read last. */
    public final String textValue()
    {
        return text.getStringWithoutLengthUtf8(textOffset, textLength);
    }

    /** Eight bytes of the text that was read last, the first one lowest; zeros are behind its end. */
    final long word(final int index)
    {
        final int at = textOffset + index;
        final int left = textLength - index;
        if (text.capacity() - at >= Long.BYTES)
        {
            final long word = text.getLong(at, ByteOrder.LITTLE_ENDIAN);

            return left >= Long.BYTES ? word : word & (1L << left * Byte.SIZE) - 1;
        }
        long word = 0;
        for (int i = left - 1; i >= 0; i--)
        {
            word = word << Byte.SIZE | text.getByte(at + i) & 0xff;
        }

        return word;
    }

    final void open(final boolean isMap, final long entries)
    {
        if (++depth > MAX_DEPTH)
        {
            throw new WireException("more than " + MAX_DEPTH + " lists and maps in each other");
        }
        left[depth] = entries;
        this.isMap[depth] = isMap;
    }

    final int number(final long value)
    {
        mantissa = value;
        exponent = 0;
        isBig = false;

        return NUMBER;
    }

    @Override
    public final String toString()
    {
        return getClass().getSimpleName() + "{at=" + at + ", left=" + Arrays.toString(left) + "}";
    }
}
