package io.tickwire.transport;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A book as a client keeps it, of exact decimals in sorted maps.
 */
final class ConformanceBook
{
    private static final int CHECKED_LEVELS = 10;

    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

    void clear()
    {
        bids.clear();
        asks.clear();
    }

    void apply(final List<List<BigDecimal>> newBids, final List<List<BigDecimal>> newAsks, final boolean isDelta)
    {
        if (!isDelta)
        {
            clear();
        }
        change(bids, newBids);
        change(asks, newAsks);
    }

    long checksum(final int priceExponent, final int quantityExponent)
    {
        final CRC32C checksum = new CRC32C();
        for (final TreeMap<BigDecimal, BigDecimal> side : List.of(bids, asks))
        {
            final ByteBuffer level = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            side.entrySet().stream().limit(CHECKED_LEVELS).forEach(entry -> checksum.update(level.clear()
                .putLong(entry.getKey().scaleByPowerOfTen(-priceExponent).longValueExact())
                .putLong(entry.getValue().scaleByPowerOfTen(-quantityExponent).longValueExact())
                .flip()));
        }

        return checksum.getValue();
    }

    void into(final ObjectNode book)
    {
        put(book.putArray("bids"), bids);
        put(book.putArray("asks"), asks);
    }

    private static void change(final TreeMap<BigDecimal, BigDecimal> side, final List<List<BigDecimal>> levels)
    {
        for (final List<BigDecimal> level : levels)
        {
            final BigDecimal price = level.get(0).stripTrailingZeros();
            if (level.get(1).signum() == 0)
            {
                side.remove(price);
            }
            else
            {
                side.put(price, level.get(1).stripTrailingZeros());
            }
        }
    }

    private static void put(final ArrayNode array, final TreeMap<BigDecimal, BigDecimal> side)
    {
        side.forEach((price, quantity) -> array.addArray()
            .add(price.setScale(Math.max(0, price.scale())))
            .add(quantity.setScale(Math.max(0, quantity.scale()))));
    }
}
