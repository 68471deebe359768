package io.tickwire.engine.feed.json;

import io.tickwire.engine.schema.Decimals;

/**
 * How a number is written: so many digits, with a point and so many behind it or without, within quotes or not. Whether
 * a text is of that shape is told by two words of eight bytes at once, and where it ends is known before it is read, so
 * that nothing waits for that.
 * <pre>
 *   "61837.63000000"   the first word has the quote, the digits and the point, the second what is behind the point
 *   1723161255208      the first word has eight digits, the second the rest
 * </pre>
 * Thread: any
 */
final class NumberShape
{
    /** The shape of nothing: no word is two at once. */
    static final NumberShape NONE = new NumberShape();

    /** What {@link #behind} tells of another shape. */
    static final int OTHER = -1;

    private static final int MAX_WHOLE = 15;
    private static final int MAX_DECIMALS = 8;
    private static final long HIGH_BIT = 0x80;

    /** By quotes, digits before the point and behind it; null where there is no such shape. */
    private static final NumberShape[][][] ALL = all();

    private final boolean isQuoted;
    private final boolean mayNotBeginWithZero;
    private final int decimals;
    private final int length;
    private final int secondOffset;
    private final int firstShift;
    private final int secondShift;
    private final long secondFactor;
    private final long power;
    private long firstText;
    private long firstRange;
    private long firstBits;
    private long secondText;
    private long secondRange;
    private long secondBits;

    private NumberShape()
    {
        isQuoted = false;
        mayNotBeginWithZero = false;
        decimals = 0;
        length = 0;
        secondOffset = 0;
        firstShift = 0;
        secondShift = 0;
        secondFactor = 0;
        power = 0;
        expectFirst(0, 0, Words.EXACTLY);
        expectSecond(0, 1, Words.EXACTLY);
    }

    private NumberShape(final boolean isQuoted, final int whole, final int decimals)
    {
        final int quote = isQuoted ? 1 : 0;
        final int first = Math.min(Long.BYTES, quote + whole);
        final int second = decimals == 0 ? quote + whole - first : decimals;
        this.isQuoted = isQuoted;
        this.decimals = decimals;
        mayNotBeginWithZero = whole > 1;
        length = quote + whole + (decimals == 0 ? 0 : 1 + decimals);
        secondOffset = decimals == 0 ? first : first + 1;
        firstShift = Long.SIZE - first * Byte.SIZE;
        secondShift = Long.SIZE - Math.max(1, second) * Byte.SIZE;
        secondFactor = second == 0 ? 0 : 1;
        power = Decimals.power(second);
        for (int i = 0; i < first; i++)
        {
            expectFirst(i, i < quote ? '"' : '0', i < quote ? Words.EXACTLY : Words.DIGIT);
        }
        if (decimals > 0)
        {
            expectFirst(first, '.', Words.EXACTLY);
        }
        for (int i = 0; i < second; i++)
        {
            expectSecond(i, '0', Words.DIGIT);
        }
    }

    /**
     * The shape of so many digits before and behind the point, of which there is none where there are none behind it.
     *
     * @return {@link #NONE} where that is too long.
     */
    static NumberShape of(final boolean isQuoted, final int whole, final int decimals)
    {
        return whole > MAX_WHOLE || decimals > MAX_DECIMALS ? NONE : ALL[isQuoted ? 1 : 0][whole][decimals];
    }

    /**
     * Where a number of this shape ends that begins here, its quotes included, or {@link #OTHER}.
     */
    int behind(final byte[] buffer, final int offset)
    {
        final long first = Words.load(buffer, offset) ^ firstText;
        final long second = Words.load(buffer, offset + secondOffset) ^ secondText;
        final int at = offset + length;
        final byte next = buffer[at];
        final long wrong = (first + firstRange | first) & firstBits | (second + secondRange | second) & secondBits;
        if (wrong != 0 || mayNotBeginWithZero && buffer[isQuoted ? offset + 1 : offset] == '0')
        {
            return OTHER;
        }
        if (isQuoted)
        {
            return next == '"' ? at + 1 : OTHER;
        }

        return next == ',' || next == '}' || next == ']' ? at : OTHER;
    }

    /** The digits of a number of this shape, its point left out. */
    long mantissa(final byte[] buffer, final int offset)
    {
        final long first = Words.load(buffer, offset) ^ firstText;
        final long second = Words.load(buffer, offset + secondOffset) ^ secondText;

        return Words.numberOf(first << firstShift) * power + Words.numberOf(second << secondShift) * secondFactor;
    }

    int decimals()
    {
        return decimals;
    }

    private void expectFirst(final int index, final long character, final long range)
    {
        final int shift = index * Byte.SIZE;
        firstText |= character << shift;
        firstRange |= range << shift;
        firstBits |= HIGH_BIT << shift;
    }

    private void expectSecond(final int index, final long character, final long range)
    {
        final int shift = index * Byte.SIZE;
        secondText |= character << shift;
        secondRange |= range << shift;
        secondBits |= HIGH_BIT << shift;
    }

    private static NumberShape[][][] all()
    {
        final NumberShape[][][] all = new NumberShape[2][MAX_WHOLE + 1][MAX_DECIMALS + 1];
        for (int quote = 0; quote < 2; quote++)
        {
            for (int whole = 0; whole <= MAX_WHOLE; whole++)
            {
                for (int decimals = 0; decimals <= MAX_DECIMALS; decimals++)
                {
                    final int inFirst = quote + whole + (decimals == 0 ? 0 : 1);
                    final boolean fits = whole > 0 && inFirst <= (decimals == 0 ? MAX_WHOLE : Long.BYTES);
                    all[quote][whole][decimals] = fits ? new NumberShape(quote == 1, whole, decimals) : NONE;
                }
            }
        }

        return all;
    }
}
