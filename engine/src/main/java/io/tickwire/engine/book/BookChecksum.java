package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

import java.util.zip.CRC32;

/**
 * The checksums that venues send with their books: the CRC32 (IEEE) of a text of the best levels. The text is made from
 * mantissas again, so that a decoder need not keep what was sent, but for one number:
 * <ul>
 * <li>Kraken (v1 and v2) writes all prices of a pair with the same number of decimals, zeros at the end included, and
 * all quantities with another. A decoder keeps the two numbers, which are those of any level of the pair.</li>
 * <li>OKX writes plain decimals without zeros at the end. Nothing is to be kept.</li>
 * <li>Bitfinex writes numbers as JavaScript does: like OKX, but below 10^-6 with an exponent ({@code 7e-7}). Nothing is
 * to be kept; what has more than 15 digits would be rounded there, and not here.</li>
 * </ul>
 * Mantissas must hold what was sent exactly. One instance serves all books of its thread, and does not allocate.
 * Thread: pipeline-<k>
 */
public final class BookChecksum
{
    private static final int KRAKEN_LEVELS = 10;
    private static final int LEVELS = 25;
    private static final int MAX_NUMBER_BYTES = 48;
    private static final int MAX_DIGITS = 19;
    /** JavaScript writes plain what has fewer zeros than this after the point. */
    private static final int EXPONENT_ZEROS = 6;

    private final CRC32 crc = new CRC32();
    private final LevelList levels = new LevelList();
    private final byte[] text = new byte[4 * LEVELS * MAX_NUMBER_BYTES];
    private final byte[] digits = new byte[MAX_DIGITS];
    private int length;
    private int digitCount;

    /**
     * Asks, then bids, ten levels of each; price and quantity without their points and without zeros at the front. To
     * be asked after all of a message is applied and the book is truncated to the depth that was subscribed.
     *
     * @param priceDecimals    how many digits the venue writes after a price's point.
     * @param quantityDecimals how many digits the venue writes after a quantity's point.
     * @return an unsigned number.
     */
    public long kraken(
        final OrderBook book,
        final int priceExponent,
        final int quantityExponent,
        final int priceDecimals,
        final int quantityDecimals)
    {
        final int priceShift = priceExponent + priceDecimals;
        final int quantityShift = quantityExponent + quantityDecimals;
        view(book, KRAKEN_LEVELS);
        for (int i = 0; i < levels.askCount(); i++)
        {
            putShifted(levels.askPrice(i), priceShift);
            putShifted(levels.askQuantity(i), quantityShift);
        }
        for (int i = 0; i < levels.bidCount(); i++)
        {
            putShifted(levels.bidPrice(i), priceShift);
            putShifted(levels.bidQuantity(i), quantityShift);
        }

        return crcOfText();
    }

    /**
     * {@code bid:quantity:ask:quantity:bid:...}, 25 levels of each side; when a side ends the other one goes on. Since
     * 2026 OKX sends 0, which means that there is none.
     *
     * @return a signed number.
     */
    public int okx(final OrderBook book, final int priceExponent, final int quantityExponent)
    {
        view(book, LEVELS);
        for (int i = 0; i < LEVELS; i++)
        {
            if (i < levels.bidCount())
            {
                putPlain(levels.bidPrice(i), priceExponent);
                putPlain(levels.bidQuantity(i), quantityExponent);
            }
            if (i < levels.askCount())
            {
                putPlain(levels.askPrice(i), priceExponent);
                putPlain(levels.askQuantity(i), quantityExponent);
            }
        }

        return (int)crcOfList();
    }

    /**
     * {@code bid:amount:ask:-amount:bid:...}, 25 levels of each side; when a side ends the other one goes on.
     *
     * @return a signed number.
     */
    public int bitfinex(final OrderBook book, final int priceExponent, final int quantityExponent)
    {
        view(book, LEVELS);
        for (int i = 0; i < LEVELS; i++)
        {
            if (i < levels.bidCount())
            {
                putScript(levels.bidPrice(i), priceExponent);
                putScript(levels.bidQuantity(i), quantityExponent);
            }
            if (i < levels.askCount())
            {
                putScript(levels.askPrice(i), priceExponent);
                putScript(-levels.askQuantity(i), quantityExponent);
            }
        }

        return (int)crcOfList();
    }

    private void view(final OrderBook book, final int depth)
    {
        length = 0;
        levels.clear();
        book.addView(levels, depth);
    }

    private long crcOfText()
    {
        crc.reset();
        crc.update(text, 0, length);

        return crc.getValue();
    }

    /**
     * Each number has put a colon behind it; the last one is too many.
     */
    private long crcOfList()
    {
        length = Math.max(0, length - 1);

        return crcOfText();
    }

    private void putShifted(final long mantissa, final int shift)
    {
        takeDigits(mantissa);
        if (digitCount == 0)
        {
            return;
        }
        if (shift < 0)
        {
            digitCount = Math.max(0, digitCount + shift);
        }
        putDigits(0, digitCount);
        putZeros(shift);
    }

    private void putPlain(final long mantissa, final int exponent)
    {
        if (mantissa < 0)
        {
            put('-');
        }
        takeDigits(mantissa);
        putPlainDigits(digitCount + exponent);
        put(':');
    }

    private void putScript(final long mantissa, final int exponent)
    {
        if (mantissa < 0)
        {
            put('-');
        }
        takeDigits(mantissa);
        final int point = digitCount + exponent;
        if (mantissa == 0 || point > -EXPONENT_ZEROS)
        {
            putPlainDigits(point);
        }
        else
        {
            putExponential(point);
        }
        put(':');
    }

    /**
     * @param point where the point stands, counted from the first digit.
     */
    private void putPlainDigits(final int point)
    {
        final int integers = Math.max(0, Math.min(point, digitCount));
        if (integers == 0)
        {
            put('0');
        }
        putDigits(0, integers);
        if (integers > 0)
        {
            putZeros(point - integers);
        }

        trimZeros(integers);
        if (digitCount > integers)
        {
            put('.');
            putZeros(-point);
            putDigits(integers, digitCount);
        }
    }

    private void putExponential(final int point)
    {
        trimZeros(1);
        putDigits(0, 1);
        if (digitCount > 1)
        {
            put('.');
            putDigits(1, digitCount);
        }
        put('e');
        put('-');
        final int exponent = 1 - point;
        if (exponent >= 10)
        {
            put('0' + exponent / 10);
        }
        put('0' + exponent % 10);
    }

    /**
     * The digits of a magnitude, none for 0.
     */
    private void takeDigits(final long mantissa)
    {
        long rest = Math.abs(mantissa);
        int from = MAX_DIGITS;
        while (rest != 0)
        {
            final long quotient = rest / 10;
            digits[--from] = (byte)('0' + (rest - quotient * 10));
            rest = quotient;
        }
        digitCount = MAX_DIGITS - from;
        System.arraycopy(digits, from, digits, 0, digitCount);
    }

    private void trimZeros(final int from)
    {
        while (digitCount > from && digits[digitCount - 1] == '0')
        {
            digitCount--;
        }
    }

    private void putDigits(final int from, final int to)
    {
        System.arraycopy(digits, from, text, length, to - from);
        length += to - from;
    }

    private void putZeros(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            put('0');
        }
    }

    private void put(final int character)
    {
        text[length++] = (byte)character;
    }
}
