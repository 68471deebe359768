package io.tickwire.client.wire;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;

/**
 * Reads fields of maps and arrays into an {@link Update}. A value of the wrong kind is a bad message; null is one that
 * is not known.
 * Thread: client
 */
final class FieldReader
{
    private static final Token BUY = Token.of("buy");
    private static final Token SELL = Token.of("sell");
    private static final Token PRICE = Token.of("price");
    private static final Token QUANTITY = Token.of("quantity");
    private static final Token CHANGE = Token.of("change_24h");
    private static final Token VOLUME = Token.of("volume_24h");
    private static final Token TIMESTAMP = Token.of("timestamp");
    private static final Token SNAPSHOT = Token.of("snapshot");
    private static final Token DELTA = Token.of("delta");
    private static final int UUID_CHARACTERS = 36;
    private static final int HALF = 16;

    private final Names names = new Names();
    private final Channel[] channels = Channel.values();
    private final Token[] types = new Token[channels.length];
    private final Token initial = Token.of("initial_data");

    FieldReader()
    {
        for (int i = 0; i < types.length; i++)
        {
            types[i] = Token.of(channels[i].type());
        }
    }

    /** The channel that the scanner's text is the type of; null: none. */
    Channel channel(final Scanner in, final Update update)
    {
        for (int i = 0; i < types.length; i++)
        {
            if (types[i].is(in))
            {
                return channels[i];
            }
        }
        update.isInitial = initial.is(in);

        return update.isInitial ? Channel.MARKET : null;
    }

    void read(final Scanner in, final Field field, final int kind, final Update update)
    {
        if (kind == Scanner.NULL)
        {
            return;
        }
        switch (field.form())
        {
            case PRICE, QUANTITY, PERCENT, BASIS_POINTS, INDICATOR ->
                update.set(field, decimal(in, kind), exponent(in, kind));
            case INTEGER -> update.set(field, integer(in, kind), (byte)0);
            case INTERVAL -> update.set(
                field, kind == Scanner.TEXT ? Intervals.seconds(names.of(in)) : integer(in, kind), (byte)0);
            case FLAG -> update.set(field, expect(kind, Scanner.FLAG) && in.flag ? 1 : 0, (byte)0);
            case SIDE, ADVICE -> update.set(
                field, expect(kind, Scanner.TEXT) && BUY.is(in) ? 1 : SELL.is(in) ? 2 : 0, (byte)0);
            case ID -> id(in, kind, update);
            case LEVELS -> levels(in, kind, field == Field.BIDS ? update.bids : update.asks);
            case MARKET -> market(in, kind, update);
            default -> text(in, field, kind, update);
        }
    }

    private void text(final Scanner in, final Field field, final int kind, final Update update)
    {
        expect(kind, Scanner.TEXT);
        if (field == Field.KIND)
        {
            update.isSnapshot = SNAPSHOT.is(in);
            if (!update.isSnapshot && !DELTA.is(in))
            {
                throw new WireException("a book is neither a snapshot nor a delta");
            }
        }
        else if (field == Field.TYPE)
        {
            update.channel = channel(in, update);
        }
        else
        {
            update.setText(field, names.of(in));
        }
    }

    private static boolean expect(final int kind, final int expected)
    {
        if (kind != expected)
        {
            throw new WireException("a value of the wrong kind: kind=" + kind + " expected=" + expected);
        }

        return true;
    }

    private static long integer(final Scanner in, final int kind)
    {
        if (kind == Scanner.FLOAT)
        {
            return Decimals.ofDouble(in.floating, 0);
        }
        expect(kind, Scanner.NUMBER);

        return in.exponent == 0 ? in.mantissa : Decimals.rescale(in.mantissa, in.exponent, 0);
    }

    private static long decimal(final Scanner in, final int kind)
    {
        if (kind == Scanner.FLOAT)
        {
            return Double.doubleToRawLongBits(in.floating + 0.0);
        }
        expect(kind, Scanner.NUMBER);

        return in.isBig ? Double.doubleToRawLongBits(big(in)) : in.mantissa;
    }

    /** What follows {@link #decimal}. */
    private static byte exponent(final Scanner in, final int kind)
    {
        if (kind == Scanner.FLOAT || in.isBig)
        {
            return Levels.FLOATING;
        }
        if (in instanceof MsgpackScanner)
        {
            return Levels.OWN;
        }
        if (in.exponent < -100 || in.exponent > 100)
        {
            throw new WireException("a number out of all range: exponent=" + in.exponent);
        }

        return (byte)in.exponent;
    }

    private static double big(final Scanner in)
    {
        return in instanceof JsonScanner ? Double.parseDouble(in.textValue()) :
            (in.mantissa >>> 1 | in.mantissa & 1) * 2.0;
    }

    private static void id(final Scanner in, final int kind, final Update update)
    {
        if (kind == Scanner.NUMBER)
        {
            update.set(Field.TRADE_ID, in.isBig && in instanceof JsonScanner ?
                Long.parseUnsignedLong(in.textValue()) : in.mantissa, (byte)0);
            return;
        }
        expect(kind, Scanner.TEXT);
        if (in.textLength != UUID_CHARACTERS)
        {
            throw new WireException("a trade's id is no number and no UUID");
        }
        long high = 0;
        long low = 0;
        for (int i = 0, digits = 0; i < UUID_CHARACTERS; i++)
        {
            final int digit = Character.digit(in.text.getByte(in.textOffset + i), HALF);
            if (digit >= 0)
            {
                high = digits < HALF ? high << 4 | digit : high;
                low = digits < HALF ? low : low << 4 | digit;
                digits++;
            }
        }
        update.tradeIdHigh = high;
        update.set(Field.TRADE_ID, low, (byte)0);
    }

    /** Flat, or a map each. */
    private static void levels(final Scanner in, final int kind, final Levels side)
    {
        expect(kind, Scanner.LIST);
        side.clear();
        while (in.more())
        {
            final int level = in.next();
            if (level == Scanner.MAP)
            {
                level(in, side);
            }
            else
            {
                side.add(decimal(in, level), exponent(in, level));
            }
        }
        if (!side.isWhole())
        {
            throw new WireException("a level without a quantity");
        }
    }

    private static void level(final Scanner in, final Levels side)
    {
        long price = 0;
        long quantity = 0;
        byte priceExponent = 0;
        byte quantityExponent = 0;
        int found = 0;
        while (in.more())
        {
            final boolean isPrice = PRICE.is(in);
            final boolean isQuantity = QUANTITY.is(in);
            final int kind = in.next();
            if (isPrice)
            {
                price = decimal(in, kind);
                priceExponent = exponent(in, kind);
                found |= 1;
            }
            else if (isQuantity)
            {
                quantity = decimal(in, kind);
                quantityExponent = exponent(in, kind);
                found |= 2;
            }
            else
            {
                in.skip(kind);
            }
        }
        if (found != 3)
        {
            throw new WireException("a level without a price or a quantity");
        }
        side.add(price, priceExponent);
        side.add(quantity, quantityExponent);
    }

    private void market(final Scanner in, final int kind, final Update update)
    {
        if (kind == Scanner.LIST)
        {
            flatMarket(in, update.market);
            return;
        }
        expect(kind, Scanner.MAP);
        while (in.more())
        {
            update.market.add(names.of(in));
            expect(in.next(), Scanner.MAP);
            while (in.more())
            {
                final int number = PRICE.is(in) ? MarketEntries.PRICE :
                    CHANGE.is(in) ? MarketEntries.CHANGE :
                    VOLUME.is(in) ? MarketEntries.VOLUME :
                    TIMESTAMP.is(in) ? MarketEntries.TIMESTAMP : -1;
                entry(in, number, update.market);
            }
        }
    }

    private void flatMarket(final Scanner in, final MarketEntries market)
    {
        while (in.more())
        {
            expect(in.next(), Scanner.TEXT);
            market.add(names.of(in));
            for (int number = 0; number <= MarketEntries.TIMESTAMP; number++)
            {
                if (!in.more())
                {
                    throw new WireException("a symbol without its figures");
                }
                entry(in, number, market);
            }
        }
    }

    private static void entry(final Scanner in, final int number, final MarketEntries market)
    {
        final int kind = in.next();
        if (number < 0)
        {
            in.skip(kind);
        }
        else if (kind != Scanner.NULL)
        {
            final byte exponent = kind == Scanner.NUMBER && in instanceof MsgpackScanner ? 0 : exponent(in, kind);
            market.set(number, decimal(in, kind), exponent);
        }
    }
}
