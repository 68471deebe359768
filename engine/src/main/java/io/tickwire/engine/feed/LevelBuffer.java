package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.util.Arrays;

/**
 * The levels of one message: first as they were read, each number with the decimals that it came with, then, once the
 * symbol is known, under the symbol's exponents. So the order of a message's fields does not matter, and it is read
 * once.
 * Thread: feed-<venue>
 */
public final class LevelBuffer
{
    private static final MalformedMessageException NO_LEVEL =
        new MalformedMessageException("a price or a quantity is not known or negative");

    private final Side bids = new Side(true);
    private final Side asks = new Side(false);

    /** Begin anew, with no level. */
    public void clear()
    {
        bids.clear();
        asks.clear();
    }

    public Side bids()
    {
        return bids;
    }

    public Side asks()
    {
        return asks;
    }

    public Side side(final boolean isBid)
    {
        return isBid ? bids : asks;
    }

    public boolean isEmpty()
    {
        return bids.count == 0 && asks.count == 0;
    }

    /**
     * Bring all levels under these exponents.
     *
     * @return false where one of them is finer than that, or too large; then nothing here is of use.
     */
    public boolean scale(final int priceExponent, final int quantityExponent)
    {
        return bids.scale(priceExponent, quantityExponent) && asks.scale(priceExponent, quantityExponent);
    }

    /** Put the best levels first, where they do not stand so already, and keep only so many of each side. */
    void sortAndTruncate(final int depth)
    {
        bids.sort();
        asks.sort();
        bids.count = Math.min(depth, bids.count);
        asks.count = Math.min(depth, asks.count);
    }

    /** How many decimals the price that has most has. */
    public int priceDecimals()
    {
        return Math.max(bids.priceDecimals, asks.priceDecimals);
    }

    /** How many decimals the quantity that has most has. */
    public int quantityDecimals()
    {
        return Math.max(bids.quantityDecimals, asks.quantityDecimals);
    }

    /**
     * One side's levels.
     * Thread: feed-<venue>
     */
    public static final class Side
    {
        private static final int INITIAL_LEVELS = 64;

        /** So many decimals that no exponent holds them, but those of 0. */
        private static final byte UNFIT = Byte.MAX_VALUE;

        private final boolean isBid;
        private long[] prices = new long[INITIAL_LEVELS];
        private long[] quantities = new long[INITIAL_LEVELS];
        private byte[] decimalsOfPrices = new byte[INITIAL_LEVELS];
        private byte[] decimalsOfQuantities = new byte[INITIAL_LEVELS];
        private int count;
        private int priceDecimals;
        private int quantityDecimals;

        Side(final boolean isBid)
        {
            this.isBid = isBid;
        }

        public int count()
        {
            return count;
        }

        public long price(final int index)
        {
            return prices[index];
        }

        public long quantity(final int index)
        {
            return quantities[index];
        }

        /**
         * The next value must be an array of levels, each an array that begins with price and quantity.
         */
        public void readPairs(final JsonReader reader)
        {
            reader.beginArray();
            while (reader.nextElement())
            {
                reader.beginArray();
                reader.requireElement();
                readPrice(reader);
                reader.requireElement();
                readQuantity(reader);
                reader.skipElements();
            }
        }

        /**
         * The next value must be the price of one more level. Its quantity is to follow before the next price does.
         */
        public void readPrice(final JsonReader reader)
        {
            reader.readDecimal();
            if (!reader.isKnown())
            {
                throw NO_LEVEL;
            }
            addPrice(reader.mantissa(), reader.isExact() ? reader.decimals() : UNFIT);
        }

        /** The next value must be the quantity of the level whose price was read last. */
        public void readQuantity(final JsonReader reader)
        {
            reader.readDecimal();
            if (!reader.isKnown() || reader.mantissa() < 0)
            {
                throw NO_LEVEL;
            }
            addQuantity(reader.mantissa(), reader.isExact() ? reader.decimals() : UNFIT);
        }

        /** One more level; a quantity of 0 deletes it. */
        public void add(final JsonDecimal price, final JsonDecimal quantity)
        {
            if (!price.isKnown() || !quantity.isKnown() || quantity.mantissa() < 0)
            {
                throw NO_LEVEL;
            }
            addPrice(price.mantissa(), price.isExact() ? price.decimals() : UNFIT);
            addQuantity(quantity.mantissa(), quantity.isExact() ? quantity.decimals() : UNFIT);
        }

        /** One more level, whose quantity is to follow. */
        public void addPrice(final long mantissa, final int decimals)
        {
            if (count == prices.length)
            {
                grow();
            }
            prices[count] = mantissa;
            decimalsOfPrices[count] = narrow(decimals);
            priceDecimals = Math.max(priceDecimals, decimals);
        }

        /** The quantity of the level that was added last; 0 deletes it. */
        public void addQuantity(final long mantissa, final int decimals)
        {
            quantities[count] = mantissa;
            decimalsOfQuantities[count] = narrow(decimals);
            quantityDecimals = Math.max(quantityDecimals, decimals);
            count++;
        }

        /** One more level, under the symbol's exponents already. */
        public void addScaled(final long price, final long quantity)
        {
            addPrice(price, 0);
            addQuantity(quantity, 0);
        }

        void clear()
        {
            count = 0;
            priceDecimals = 0;
            quantityDecimals = 0;
        }

        boolean scale(final int priceExponent, final int quantityExponent)
        {
            for (int i = 0; i < count; i++)
            {
                final long price = Decimals.rescale(prices[i], -decimalsOfPrices[i], priceExponent);
                final long quantity = Decimals.rescale(quantities[i], -decimalsOfQuantities[i], quantityExponent);
                if (price == Decimals.NULL || quantity == Decimals.NULL)
                {
                    return false;
                }
                prices[i] = price;
                quantities[i] = quantity;
            }

            return true;
        }

        /** Put the best level first, where it is not so already. */
        void sort()
        {
            if (isSorted())
            {
                return;
            }
            for (int i = count / 2 - 1; i >= 0; i--)
            {
                sink(i, count);
            }
            for (int last = count - 1; last > 0; last--)
            {
                swap(0, last);
                sink(0, last);
            }
        }

        private boolean isSorted()
        {
            for (int i = 1; i < count; i++)
            {
                if (isWorse(i - 1, i))
                {
                    return false;
                }
            }

            return true;
        }

        /** The worst is on top of the heap. */
        private void sink(final int from, final int size)
        {
            int at = from;
            while (2 * at + 1 < size)
            {
                final int left = 2 * at + 1;
                final int child = left + 1 < size && isWorse(left + 1, left) ? left + 1 : left;
                if (!isWorse(child, at))
                {
                    return;
                }
                swap(at, child);
                at = child;
            }
        }

        private boolean isWorse(final int index, final int other)
        {
            return isBid ? prices[index] < prices[other] : prices[index] > prices[other];
        }

        private void swap(final int index, final int other)
        {
            final long price = prices[index];
            final long quantity = quantities[index];
            prices[index] = prices[other];
            quantities[index] = quantities[other];
            prices[other] = price;
            quantities[other] = quantity;
        }

        private static byte narrow(final int decimals)
        {
            return decimals == (byte)decimals ? (byte)decimals : UNFIT;
        }

        private void grow()
        {
            final int larger = 2 * prices.length;
            prices = Arrays.copyOf(prices, larger);
            quantities = Arrays.copyOf(quantities, larger);
            decimalsOfPrices = Arrays.copyOf(decimalsOfPrices, larger);
            decimalsOfQuantities = Arrays.copyOf(decimalsOfQuantities, larger);
        }
    }
}
