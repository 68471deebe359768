package io.tickwire.engine.feed.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads one message front to back: what is asked for is what must come, and what is not of interest is passed over with
 * {@link #skipValue}.
 * <pre>
 *   reader.wrap(bytes, offset, length).beginObject();
 *   while (reader.nextField())
 *   {
 *       switch (reader.key(KEYS))
 *       {
 *           case PRICE -&gt; reader.readDecimal();
 *           default -&gt; reader.skipValue();
 *       }
 *   }
 *   reader.end();
 * </pre>
 * Nothing of a message may leave its decoder before {@link #end} has said that it is whole. What is not JSON, what is
 * nested deeper than {@link #MAX_DEPTH}, or what is something else than asked for ends with a
 * {@link MalformedMessageException}. Nothing is allocated, but to grow for a string with escapes.
 * Thread: feed-<venue>
 */
public final class JsonReader
{
    /** What must be readable behind a message, whatever stands there: it is looked at in words. */
    public static final int PADDING = 3 * Long.BYTES;

    /** What is passed over may be nested so deep. */
    public static final int MAX_DEPTH = JsonValues.MAX_DEPTH;

    private static final MalformedMessageException UNEXPECTED = new MalformedMessageException("another token expected");
    private static final MalformedMessageException TRAILING = new MalformedMessageException("bytes behind the message");
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final JsonStrings strings = new JsonStrings();
    private final JsonNumbers numbers = new JsonNumbers();
    private final JsonFields fields = new JsonFields();

    private byte[] buffer;
    private int position;
    private int end;
    private boolean isFirst;

    /**
     * Begin with another message.
     *
     * @param buffer of at least {@link #PADDING} bytes more than the message.
     */
    public JsonReader wrap(final byte[] buffer, final int offset, final int length)
    {
        if (offset < 0 || length < 0 || offset > buffer.length - PADDING - length)
        {
            throw new IllegalArgumentException("no message with its padding: offset=" + offset + " length=" + length +
                " buffer=" + buffer.length);
        }
        this.buffer = buffer;
        position = offset;
        end = offset + length;
        isFirst = false;
        fields.begin();

        return this;
    }

    /**
     * The byte that the next value begins with, to tell what it is; it is not taken.
     */
    public int peek()
    {
        final int at = position;
        final byte value = buffer[at];
        if (value > ' ' && at < end)
        {
            return value;
        }

        return peekSlow();
    }

    /** The next value must be an object. */
    public void beginObject()
    {
        take('{');
        isFirst = true;
        fields.enter();
    }

    /** The next value must be an array. */
    public void beginArray()
    {
        take('[');
        isFirst = true;
    }

    /**
     * Go to the next field of the object, or behind the object.
     *
     * @return whether there is one.
     */
    public boolean nextField()
    {
        final int behind = fields.next(buffer, position, end);
        if (behind == JsonFields.UNEXPECTED)
        {
            return nextFieldSlow();
        }
        strings.set(buffer, isFirst ? position + 1 : position + 2, behind - 2);
        position = behind;
        isFirst = false;

        return true;
    }

    /**
     * Go to the next element of the array, or behind the array.
     *
     * @return whether there is one.
     */
    public boolean nextElement()
    {
        return next(']');
    }

    /**
     * The next element must be there.
     */
    public void requireElement()
    {
        if (!nextElement())
        {
            throw UNEXPECTED;
        }
    }

    /**
     * Pass over all elements of the array that are left, to behind it.
     */
    public void skipElements()
    {
        while (nextElement())
        {
            skipValue();
        }
    }

    /**
     * Which of these the field's name is.
     *
     * @return its index, or {@link JsonKeys#UNKNOWN}.
     */
    public int key(final JsonKeys keys)
    {
        return fields.key(keys, strings);
    }

    /** The next value must be a string; it stands in {@link #textBytes}, without its escapes. */
    public void readText()
    {
        take('"');
        position = strings.read(buffer, position, end);
    }

    /**
     * The next value must be a string: which of these it is.
     *
     * @return its index, or {@link JsonKeys#UNKNOWN}.
     */
    public int readKeyword(final JsonKeys keys)
    {
        readText();

        return strings.find(keys);
    }

    /** Where the last text or field name stands; until the next one is read. */
    public byte[] textBytes()
    {
        return strings.bytes();
    }

    /** Whether the last text had escapes: then it does not stand in the message. */
    public boolean hasEscapes()
    {
        return strings.bytes() != buffer;
    }

    public int textOffset()
    {
        return strings.offset();
    }

    public int textLength()
    {
        return strings.length();
    }

    /**
     * The next value must be a number, or a string of one, or null or an empty string for one that is not known.
     * {@link #isKnown}, {@link #mantissa} and {@link #decimals} tell what it is.
     */
    public void readDecimal()
    {
        if (!readExpectedDecimal())
        {
            readOtherDecimal();
        }
    }

    /**
     * Take the next value if it is a number of the shape that it had the last time; otherwise nothing is taken.
     *
     * @return whether it was.
     */
    public boolean readExpectedDecimal()
    {
        final int behind = numbers.readAs(fields.shape(), buffer, position);
        if (behind == NumberShape.OTHER || behind > end)
        {
            return false;
        }
        fields.passNumber();
        position = behind;

        return true;
    }

    /**
     * Take the next elements of the array as long as they are arrays that begin with two numbers written as those of
     * the array before them.
     */
    public void readPairs(final JsonPairs pairs)
    {
        if (isFirst || buffer[position] == ',')
        {
            final int from = isFirst ? position : position + 1;
            final int behind = fields.readPairs(pairs, buffer, from, end);
            isFirst &= behind == from;
            position = behind == from ? position : behind;
        }
    }

    /** Whether the last decimal was a number at all. */
    public boolean isKnown()
    {
        return numbers.isKnown();
    }

    /** Whether the last decimal is exactly what was sent: digits beyond the 18th are cut off. */
    public boolean isExact()
    {
        return numbers.isExact();
    }

    /** The last decimal is {@code mantissa x 10^-decimals}. */
    public long mantissa()
    {
        return numbers.mantissa();
    }

    public int decimals()
    {
        return numbers.decimals();
    }

    /**
     * The last decimal under an exponent; {@code Decimals.NULL} where it is not known, or the exponent can not hold it
     * exactly.
     */
    public long mantissaAt(final int exponent)
    {
        return numbers.mantissaAt(exponent);
    }

    /**
     * The last decimal under an exponent, rounded where it is finer; {@code Decimals.NULL} where it is not known or too
     * large.
     */
    public long roundedAt(final int exponent)
    {
        return numbers.roundedAt(exponent);
    }

    /** The next value must be a whole number of up to 63 bits, or a string of one. */
    public long readLong()
    {
        readDecimal();

        return numbers.asLong();
    }

    /** The next value must be a time such as {@code 2021-04-17T16:43:37.121358Z}: in nanoseconds since 1970. */
    public long readIsoTime()
    {
        readText();

        return IsoTime.parse(strings.bytes(), strings.offset(), strings.length());
    }

    /** The next value must be a string; as one of Java's, for what is not read often. */
    public String readString()
    {
        readText();

        return new String(strings.bytes(), strings.offset(), strings.length(), StandardCharsets.UTF_8);
    }

    /**
     * The next value must be the step of a price or a quantity, such as {@code 0.0005} or {@code 1e-8}.
     *
     * @return the greatest exponent that can hold all multiples of it.
     */
    public int readStepExponent()
    {
        readDecimal();

        return numbers.stepExponent();
    }

    public boolean readBoolean()
    {
        final boolean isTrue = peek() == 't';
        takeWord(isTrue ? TRUE : FALSE);

        return isTrue;
    }

    /**
     * Take the next value where it is null.
     *
     * @return whether it was.
     */
    public boolean skipNull()
    {
        if (peek() != 'n')
        {
            return false;
        }
        takeWord(NULL);

        return true;
    }

    /** Pass over the next value, whatever it is. */
    public void skipValue()
    {
        peek();
        position = JsonValues.skip(buffer, position, end);
        isFirst = false;
    }

    /**
     * Pass over the next value and tell where it stands in the buffer, to be read later.
     *
     * @return its offset; it ends at {@link #position}.
     */
    public int skipForLater()
    {
        peek();
        final int offset = position;
        skipValue();

        return offset;
    }

    /** Where the next byte to be read stands in the buffer. */
    public int position()
    {
        return position;
    }

    /** Nothing must be left but space. */
    public void end()
    {
        int at = position;
        while (at < end && Words.isSpace(buffer[at]))
        {
            at++;
        }
        if (at != end)
        {
            throw at > end ? JsonValues.TRUNCATED : TRAILING;
        }
    }

    private void readOtherDecimal()
    {
        final int first = peek();
        if (first == 'n')
        {
            takeWord(NULL);
            numbers.forget();
            fields.passNumber();
        }
        else if (first != '"')
        {
            position = numbers.read(buffer, position);
            fields.learn(numbers.shape(false));
        }
        else
        {
            position = numbers.readQuoted(buffer, position + 1, end, strings);
            fields.learn(numbers.shape(true));
        }
        requireInside();
    }

    private boolean nextFieldSlow()
    {
        final int from = position;
        if (!next('}'))
        {
            fields.leave();
            return false;
        }
        readText();
        take(':');
        fields.learn(buffer, from, position, strings.length());

        return true;
    }

    private boolean next(final char close)
    {
        int token = peek();
        if (isFirst)
        {
            isFirst = false;
            if (token == close)
            {
                position++;
                return false;
            }
            return true;
        }
        if (token == close)
        {
            position++;
            return false;
        }
        if (token != ',')
        {
            throw UNEXPECTED;
        }
        position++;
        token = peek();
        if (token == close)
        {
            throw UNEXPECTED;
        }

        return true;
    }

    private void take(final char token)
    {
        if (peek() != token)
        {
            throw UNEXPECTED;
        }
        position++;
    }

    private void takeWord(final byte[] word)
    {
        peek();
        for (final byte character : word)
        {
            if (buffer[position++] != character)
            {
                throw UNEXPECTED;
            }
        }
        requireInside();
    }

    private int peekSlow()
    {
        position = JsonValues.begin(buffer, position, end);

        return buffer[position];
    }

    private void requireInside()
    {
        if (position > end)
        {
            throw JsonValues.TRUNCATED;
        }
    }
}
