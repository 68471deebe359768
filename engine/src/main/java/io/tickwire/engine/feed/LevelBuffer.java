package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonPairs;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.LevelList;

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
    private final LevelList scaled = new LevelList();

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
     * Bring all levels under these exponents, into {@link #levels}.
     *
     * @return false where one of them is finer than that, or too large.
     */
    public boolean scale(final int priceExponent, final int quantityExponent)
    {
        scaled.clear();

        return bids.scaleTo(scaled, priceExponent, quantityExponent) &&
            asks.scaleTo(scaled, priceExponent, quantityExponent);
    }

    /** Say what {@link #scale} can not bring under an instrument's exponents. */
    void tellNeeds(final Instrument instrument)
    {
        bids.tellNeeds(instrument);
        asks.tellNeeds(instrument);
    }

    /** The levels as {@link #scale} has brought them under its exponents. */
    public LevelList levels()
    {
        return scaled;
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
    public static final class Side implements JsonPairs
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

        long priceMantissa(final int index)
        {
            return prices[index];
        }

        int priceDecimals(final int index)
        {
            return decimalsOfPrices[index];
        }

        long quantityMantissa(final int index)
        {
            return quantities[index];
        }

        int quantityDecimals(final int index)
        {
            return decimalsOfQuantities[index];
        }

        /**
         * The next value must be an array of levels, each an array that begins with price and quantity.
         */
        public void readPairs(final JsonReader reader)
        {
            reader.beginArray();
            reader.readPairs(this);
            while (reader.nextElement())
            {
                reader.beginArray();
                reader.requireElement();
                readPrice(reader);
                reader.requireElement();
                readQuantity(reader);
                reader.skipElements();
                reader.readPairs(this);
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

        @Override
        public void add(
            final long first, final int firstDecimals, final long second, final int secondDecimals)
        {
            addPrice(first, firstDecimals);
            addQuantity(second, secondDecimals);
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

        void clear()
        {
            count = 0;
            priceDecimals = 0;
            quantityDecimals = 0;
        }

        boolean scaleTo(final LevelList levels, final int priceExponent, final int quantityExponent)
        {
            for (int i = 0; i < count; i++)
            {
                final long price = Decimals.rescale(prices[i], -decimalsOfPrices[i], priceExponent);
                final long quantity = Decimals.rescale(quantities[i], -decimalsOfQuantities[i], quantityExponent);
                if (price == Decimals.NULL || quantity == Decimals.NULL)
                {
                    return false;
                }
                if (isBid)
                {
                    levels.addBid(price, quantity);
                }
                else
                {
                    levels.addAsk(price, quantity);
                }
            }

            return true;
        }

        private void tellNeeds(final Instrument instrument)
        {
            for (int i = 0; i < count; i++)
            {
                instrument.priceNeeds().addInexact(prices[i], decimalsOfPrices[i], instrument.priceExponent());
                instrument.quantityNeeds().addInexact(
                    quantities[i], decimalsOfQuantities[i], instrument.quantityExponent());
            }
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
