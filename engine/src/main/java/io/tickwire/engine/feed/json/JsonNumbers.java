package io.tickwire.engine.feed.json;

import io.tickwire.engine.schema.Decimals;

/**
 * A number's text as a mantissa and how many decimals it has, digits eight at a time. What has more than 18 digits is
 * read one by one: zeros at either end do not count, what still does not fit is cut off behind the point, and is
 * malformed before it. An exponent moves the point, so that {@code 7.10e-5} has as many decimals as
 * {@code 0.0000710}.
 * Thread: feed-<venue>
 */
final class JsonNumbers
{
    private static final MalformedMessageException NO_NUMBER = new MalformedMessageException("a number expected");
    private static final MalformedMessageException TOO_LARGE = new MalformedMessageException("a number is too large");
    private static final MalformedMessageException NOT_WHOLE = new MalformedMessageException("a whole number expected");
    private static final int MAX_DIGITS = 18;

    /** What is looked at in a number as most are. */
    private static final int FAST_BYTES = 3 * Long.BYTES;
    private static final int MAX_EXPONENT = 9_999;
    private static final int NONE = -1;

    private boolean isKnown;
    private boolean isExact;
    private long mantissa;
    private int decimals;
    private int digits;

    /** How many digits it had before its point; 0 where that is of no use. */
    private int whole;

    boolean isKnown()
    {
        return isKnown;
    }

    boolean isExact()
    {
        return isExact;
    }

    long mantissa()
    {
        return mantissa;
    }

    int decimals()
    {
        return decimals;
    }

    long mantissaAt(final int exponent)
    {
        return isKnown && isExact ? Decimals.rescale(mantissa, -decimals, exponent) : Decimals.NULL;
    }

    long roundedAt(final int exponent)
    {
        return isKnown ? Decimals.rescaleRounded(mantissa, -decimals, exponent) : Decimals.NULL;
    }

    long asLong()
    {
        if (!isKnown || decimals > 0 || !isExact)
        {
            throw isKnown ? NOT_WHOLE : NO_NUMBER;
        }
        final long value = Decimals.rescale(mantissa, -decimals, 0);
        if (value == Decimals.NULL)
        {
            throw TOO_LARGE;
        }

        return value;
    }

    int stepExponent()
    {
        return stepExponent(isKnown && isExact ? mantissa : 0, decimals);
    }

    /** The greatest exponent that can hold all multiples of a step. */
    static int stepExponent(final long mantissa, final int decimals)
    {
        if (mantissa <= 0)
        {
            throw NO_NUMBER;
        }
        final int exponent = Decimals.coarsestExponent(mantissa, -decimals);
        if (!Decimals.isExponent(exponent))
        {
            throw TOO_LARGE;
        }

        return exponent;
    }

    void forget()
    {
        isKnown = false;
        isExact = true;
        whole = 0;
        mantissa = 0;
        decimals = 0;
    }

    /**
     * A number, where it is of this shape.
     *
     * @return the offset behind it, or {@link NumberShape#OTHER}.
     */
    int readAs(final NumberShape shape, final byte[] buffer, final int offset)
    {
        final int behind = shape.behind(buffer, offset);
        if (behind != NumberShape.OTHER)
        {
            mantissa = shape.mantissa(buffer, offset);
            decimals = shape.decimals();
            isKnown = true;
            isExact = true;
        }

        return behind;
    }

    /** The shape that the number had. */
    NumberShape shape(final boolean isQuoted)
    {
        return whole == 0 ? NumberShape.NONE : NumberShape.of(isQuoted, whole, decimals);
    }

    /**
     * A string of a number.
     *
     * @param offset behind its first quote.
     * @return the offset behind its last quote.
     */
    int readQuoted(final byte[] buffer, final int offset, final int end, final JsonStrings strings)
    {
        if (buffer[offset] == '"')
        {
            forget();
            return offset + 1;
        }

        final int behind = scan(buffer, offset);

        // Anywhere in it there may be an escape, which are resolved elsewhere.
        return behind != NONE && buffer[behind] == '"' ? behind + 1 : readEscaped(buffer, offset, end, strings);
    }

    private int readEscaped(final byte[] buffer, final int offset, final int end, final JsonStrings strings)
    {
        final int behind = strings.read(buffer, offset, end);
        if (strings.bytes() == buffer)
        {
            throw NO_NUMBER;
        }
        if (strings.length() == 0)
        {
            forget();
            return behind;
        }
        if (scan(strings.bytes(), strings.offset()) != strings.offset() + strings.length())
        {
            throw NO_NUMBER;
        }

        return behind;
    }

    /**
     * @return the offset behind the number.
     */
    int read(final byte[] buffer, final int offset)
    {
        final int behind = scan(buffer, offset);
        if (behind == NONE)
        {
            throw NO_NUMBER;
        }

        return behind;
    }

    /**
     * @return the offset behind the number, or {@link #NONE} where there is none.
     */
    private int scan(final byte[] buffer, final int offset)
    {
        final boolean isNegative = buffer[offset] == '-';
        final int first = isNegative ? offset + 1 : offset;
        whole = 0;
        if (first > buffer.length - FAST_BYTES)
        {
            return scanSlow(buffer, first, isNegative);
        }
        // As most are: up to seven digits, a point, and up to eight.
        final long values = Words.digitValues(Words.load(buffer, first));
        final int integers = Words.bytesBefore(Words.digitEnds(values));
        final int point = first + integers;
        if (integers == 0 || buffer[point] != '.' || buffer[first] == '0' && integers > 1)
        {
            return scanSlow(buffer, first, isNegative);
        }
        final long fraction = Words.digitValues(Words.load(buffer, point + 1));
        final int count = Words.bytesBefore(Words.digitEnds(fraction));
        final int behind = point + 1 + count;
        final byte next = buffer[behind];
        if (count == 0 || next >= '0' && next <= '9' || (next | 0x20) == 'e')
        {
            return scanSlow(buffer, first, isNegative);
        }

        // What is shifted in before the digits are zeros in front of them.
        final long magnitude = Words.numberOf(values << Long.SIZE - integers * Byte.SIZE) * Decimals.power(count) +
            Words.numberOf(fraction << Long.SIZE - count * Byte.SIZE);
        mantissa = isNegative ? -magnitude : magnitude;
        decimals = count;
        whole = isNegative ? 0 : integers;
        isKnown = true;
        isExact = true;

        return behind;
    }

    private int scanSlow(final byte[] buffer, final int first, final boolean isNegative)
    {
        mantissa = 0;
        digits = 0;
        int at = readDigits(buffer, first);
        if (at <= first || buffer[first] == '0' && at > first + 1)
        {
            return NONE;
        }

        decimals = 0;
        if (buffer[at] != '.')
        {
            whole = isNegative || (buffer[at] | 0x20) == 'e' ? 0 : at - first;
        }
        else
        {
            final int point = at;
            at = readDigits(buffer, point + 1);
            decimals = at - point - 1;
            if (decimals <= 0)
            {
                return NONE;
            }
        }

        isKnown = true;
        isExact = true;
        if (digits > MAX_DIGITS)
        {
            readLongNumber(buffer, first, at);
        }
        mantissa = isNegative ? -mantissa : mantissa;

        return (buffer[at] | 0x20) == 'e' ? readExponent(buffer, at + 1) : at;
    }

    /**
     * @return the offset behind the digits, or {@link #NONE} where they do not end in the buffer.
     */
    private int readDigits(final byte[] buffer, final int offset)
    {
        int at = offset;
        while (at <= buffer.length - Long.BYTES)
        {
            final long values = Words.digitValues(Words.load(buffer, at));
            final int count = Words.bytesBefore(Words.digitEnds(values));
            if (count == Long.BYTES)
            {
                mantissa = mantissa * 100_000_000 + Words.numberOf(values);
                digits += Long.BYTES;
                at += Long.BYTES;
            }
            else
            {
                if (count > 0)
                {
                    mantissa = mantissa * Decimals.power(count) +
                        Words.numberOf(values << Long.SIZE - count * Byte.SIZE);
                    digits += count;
                }
                return at + count;
            }
        }

        return NONE;
    }

    private void readLongNumber(final byte[] buffer, final int from, final int to)
    {
        mantissa = 0;
        decimals = 0;
        int zeros = 0;
        boolean isFraction = false;
        for (int i = from; i < to; i++)
        {
            if (buffer[i] == '.')
            {
                isFraction = true;
                continue;
            }
            final int digit = buffer[i] - '0';
            if (isFraction && digit == 0)
            {
                zeros++;
                continue;
            }
            zeros = isFraction ? zeros : 0;
            if (!append(zeros, digit, isFraction))
            {
                return;
            }
            zeros = 0;
        }
    }

    /**
     * @return whether there was room.
     */
    private boolean append(final int zeros, final int digit, final boolean isFraction)
    {
        long value = mantissa;
        for (int i = 0; i <= zeros; i++)
        {
            final int next = i == zeros ? digit : 0;
            if (value > (Long.MAX_VALUE - next) / 10)
            {
                if (!isFraction)
                {
                    throw TOO_LARGE;
                }
                isExact = false;
                return false;
            }
            value = value * 10 + next;
        }
        mantissa = value;
        decimals += isFraction ? zeros + 1 : 0;

        return true;
    }

    private int readExponent(final byte[] buffer, final int offset)
    {
        final boolean isSigned = offset < buffer.length && (buffer[offset] == '-' || buffer[offset] == '+');
        final int first = isSigned ? offset + 1 : offset;
        int at = first;
        int exponent = 0;
        while (at < buffer.length && buffer[at] >= '0' && buffer[at] <= '9')
        {
            exponent = Math.min(MAX_EXPONENT, exponent * 10 + buffer[at] - '0');
            at++;
        }
        if (at == first || at == buffer.length)
        {
            return NONE;
        }
        decimals += buffer[offset] == '-' ? exponent : -exponent;

        return at;
    }
}
