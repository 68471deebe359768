package io.tickwire.engine.book;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.NumberText;

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
    /** JavaScript writes plain what has fewer zeros than this after the point. */
    private static final int EXPONENT_ZEROS = 6;

    private final CRC32 crc = new CRC32();
    private final LevelList levels = new LevelList();
    private final byte[] text = new byte[4 * LEVELS * MAX_NUMBER_BYTES + NumberText.SLACK_BYTES];
    private int length;
    private int depth;

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

    /** The worst bid that the last checksum is of; where it is of all bids, one that is worse than any. */
    public long worstBid()
    {
        return levels.bidCount() == depth ? levels.bidPrice(depth - 1) : Long.MIN_VALUE;
    }

    /** The worst ask that the last checksum is of; where it is of all asks, one that is worse than any. */
    public long worstAsk()
    {
        return levels.askCount() == depth ? levels.askPrice(depth - 1) : Long.MAX_VALUE;
    }

    private void view(final OrderBook book, final int depth)
    {
        length = 0;
        this.depth = depth;
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
        final long value = shift < 0 ? cut(mantissa, -shift) : mantissa;
        if (value != 0)
        {
            length = NumberText.putLong(text, length, Math.abs(value));
            for (int i = 0; i < shift; i++)
            {
                put('0');
            }
        }
    }

    private static long cut(final long mantissa, final int digits)
    {
        // Zeros, as a rule, and without them there is no division.
        final long exact = Decimals.rescale(mantissa, -digits, 0);

        return exact == Decimals.NULL ? mantissa / Decimals.power(digits) : exact;
    }

    private void putPlain(final long mantissa, final int exponent)
    {
        length = NumberText.putDecimal(text, length, mantissa, exponent);
        put(':');
    }

    private void putScript(final long mantissa, final int exponent)
    {
        final long magnitude = Math.abs(mantissa);
        final int digits = digitsOf(magnitude);
        if (mantissa == 0 || digits + exponent > -EXPONENT_ZEROS)
        {
            putPlain(mantissa, exponent);
            return;
        }
        length = NumberText.putDecimal(text, length, mantissa, 1 - digits);
        put('e');
        length = NumberText.putLong(text, length, digits + exponent - 1);
        put(':');
    }

    /** How many digits a value has; 0 has one. */
    private static int digitsOf(final long value)
    {
        // log10(2) is 1233 / 4096, a little less: of the two counts that it leaves one is right.
        final long atLeastOne = value | 1;
        final int count = (Long.SIZE - Long.numberOfLeadingZeros(atLeastOne)) * 1233 >>> 12;

        return atLeastOne < Decimals.power(count) ? count : count + 1;
    }

    private void put(final int character)
    {
        text[length++] = (byte)character;
    }
}
