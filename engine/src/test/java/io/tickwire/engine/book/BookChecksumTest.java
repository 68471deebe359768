package io.tickwire.engine.book;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Checksums against texts that {@link BigDecimal} writes, for random books of all exponents.
 */
class BookChecksumTest
{
    private static final long SEED = 20261127L;
    private static final int BOOKS = 4_000;
    private static final int LEVELS = 25;
    private static final int KRAKEN_LEVELS = 10;
    private static final int MAX_LEVELS = 40;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final BookChecksum checksums = new BookChecksum();

    @Test
    void shouldWriteNumbersAsVenuesDo()
    {
        for (int i = 0; i < BOOKS; i++)
        {
            final int priceExponent = random.nextInt(-18, 4);
            final int quantityExponent = random.nextInt(-18, 4);
            final OrderBook book = book();
            final String names = "book=" + i + " px=" + priceExponent + " qty=" + quantityExponent;

            assertEquals(
                (int)crc(list(book, priceExponent, quantityExponent, false)),
                checksums.okx(book, priceExponent, quantityExponent),
                names);
            assertEquals(
                (int)crc(list(book, priceExponent, quantityExponent, true)),
                checksums.bitfinex(book, priceExponent, quantityExponent),
                names);

            final int priceDecimals = Math.max(0, -priceExponent - 2) + random.nextInt(5);
            final int quantityDecimals = Math.max(0, -quantityExponent - 2) + random.nextInt(5);
            assertEquals(
                crc(digits(book, priceExponent + priceDecimals, quantityExponent + quantityDecimals)),
                checksums.kraken(book, priceExponent, quantityExponent, priceDecimals, quantityDecimals),
                names);
        }
    }

    private OrderBook book()
    {
        final OrderBook book = new OrderBook(MAX_LEVELS);
        final int bids = random.nextInt(MAX_LEVELS);
        final int asks = random.nextInt(MAX_LEVELS);
        for (int i = 0; i < bids; i++)
        {
            book.set(true, mantissa(), mantissa());
        }
        for (int i = 0; i < asks; i++)
        {
            book.set(false, mantissa(), mantissa());
        }

        return book;
    }

    /** Of any length, often with zeros at its end. */
    private long mantissa()
    {
        final long value = random.nextLong(1, Long.MAX_VALUE) >>> random.nextInt(63) | 1;
        long zeros = 1;
        for (int i = random.nextInt(6); i > 0 && value < Long.MAX_VALUE / (zeros * 10); i--)
        {
            zeros *= 10;
        }

        return value * zeros;
    }

    private static String list(
        final OrderBook book, final int priceExponent, final int quantityExponent, final boolean isBitfinex)
    {
        final List<String> parts = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++)
        {
            if (i < book.bids())
            {
                parts.add(number(book.bidPrice(i), priceExponent, isBitfinex));
                parts.add(number(book.bidQuantity(i), quantityExponent, isBitfinex));
            }
            if (i < book.asks())
            {
                parts.add(number(book.askPrice(i), priceExponent, isBitfinex));
                parts.add((isBitfinex ? "-" : "") + number(book.askQuantity(i), quantityExponent, isBitfinex));
            }
        }

        return String.join(":", parts);
    }

    private static String number(final long mantissa, final int exponent, final boolean isScript)
    {
        final BigDecimal value = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        if (!isScript || value.compareTo(new BigDecimal("1e-6")) >= 0)
        {
            return value.toPlainString();
        }
        final String digits = value.unscaledValue().toString();
        final int power = value.precision() - value.scale() - 1;

        return digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + power;
    }

    private static String digits(final OrderBook book, final int priceShift, final int quantityShift)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(KRAKEN_LEVELS, book.asks()); i++)
        {
            text.append(shifted(book.askPrice(i), priceShift)).append(shifted(book.askQuantity(i), quantityShift));
        }
        for (int i = 0; i < Math.min(KRAKEN_LEVELS, book.bids()); i++)
        {
            text.append(shifted(book.bidPrice(i), priceShift)).append(shifted(book.bidQuantity(i), quantityShift));
        }

        return text.toString();
    }

    /** What a venue wrote has all its digits: those that are cut off are zeros. */
    private static String shifted(final long mantissa, final int shift)
    {
        final String digits = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(shift).toBigInteger().toString();

        return "0".equals(digits) ? "" : digits;
    }

    private static long crc(final String text)
    {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));

        return crc.getValue();
    }
}
