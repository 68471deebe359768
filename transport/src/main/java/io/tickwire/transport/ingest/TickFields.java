package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.MessageCursor;
import io.tickwire.transport.protocol.Token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The fields of one tick in a map, as they were written: a price means something only once its symbol is known, which
 * may stand behind it. Fields that no tick has are passed over.
 * Thread: io-<n>
 */
final class TickFields
{
    /** The last time in ms that is one in ns. */
    static final long MAX_MS = Long.MAX_VALUE / 1_000_000;

    private static final int MAX_TEXT = 64;
    private static final int MAX_SHOWN = 64;
    private static final long MAX_US = Long.MAX_VALUE / 1_000;
    private static final Set<String> LEVELS = Set.of("bids", "asks");
    private static final Set<String> KNOWN = Set.of(
        "type", "symbol", "venue", "account", "timestamp", "t_ex", "price", "quantity", "side", "trade_id", "bid",
        "bid_qty", "ask", "ask_qty", "venue_seq", "prev_venue_seq", "kind", "last", "open_24h", "high_24h", "low_24h",
        "vwap_24h", "volume_24h", "change_24h", "trades_24h", "order_id", "client_order_id", "order_type", "status",
        "filled_quantity", "average_price", "execution_id", "fee", "fee_asset", "liquidity", "entry_price",
        "mark_price", "liquidation_price", "unrealized_pnl", "realized_pnl", "asset", "balance", "available",
        "quote_volume_24h", "quote_volume", "open_time", "interval", "open", "high", "low", "close", "volume", "trades",
        "closed", "indicator", "signal", "value", "confidence", "state", "reason", "lost", "lost_type");

    private final Map<String, Object> values = new HashMap<>();
    private final List<Object> bids = new ArrayList<>();
    private final List<Object> asks = new ArrayList<>();
    private String problem;
    private boolean isExact;
    private boolean isScaled;

    /**
     * @param isExact  whether numbers are what their texts say, and not floats.
     * @param isScaled whether whole numbers are mantissas.
     */
    void begin(final boolean isExact, final boolean isScaled)
    {
        this.isExact = isExact;
        this.isScaled = isScaled;
        values.clear();
        bids.clear();
        asks.clear();
        problem = null;
    }

    /**
     * Read a field's value, on whose first token the cursor stands.
     *
     * @param depth of the map that it is in.
     */
    void read(final String name, final MessageCursor cursor, final int depth) throws BadCommandException
    {
        if (LEVELS.contains(name))
        {
            readLevels(name, cursor);
        }
        else if (KNOWN.contains(name))
        {
            final Object value = scalar(cursor);
            if (value == null && cursor.token() != Token.NULL)
            {
                note(name + " must be a number, a text or a truth: " + name + "=" + shown(cursor));
            }
            else if (value != null && values.put(name, value) != null)
            {
                note("a field stands twice: " + name);
            }
        }
        cursor.leave(depth);
    }

    /**
     * Note what is wrong, where nothing is yet.
     */
    void note(final String fault)
    {
        problem = problem == null ? fault : problem;
    }

    /**
     * @throws TickFaultException where a value was of no kind that fields have.
     */
    void requireSound() throws TickFaultException
    {
        if (problem != null)
        {
            throw new TickFaultException(problem);
        }
    }

    /**
     * Prices and quantities in turn.
     */
    List<Object> levels(final boolean isBids)
    {
        return isBids ? bids : asks;
    }

    /**
     * A text; null where there is none.
     */
    String text(final String name) throws TickFaultException
    {
        final Object value = values.get(name);
        if (value != null && (!(value instanceof String) || ((String)value).length() > MAX_TEXT))
        {
            throw new TickFaultException(
                name + " must be a text of up to " + MAX_TEXT + " characters: " + name + "=" + shown(value));
        }

        return (String)value;
    }

    String requiredText(final String name) throws TickFaultException
    {
        final String text = text(name);
        if (text == null || text.isEmpty())
        {
            throw new TickFaultException(name + " must be there");
        }

        return text;
    }

    /**
     * One of some words; null where there is none.
     */
    <E> E word(final String name, final Map<String, E> words) throws TickFaultException
    {
        final Object value = values.get(name);
        final E word = value instanceof String ? words.get(value) : null;
        if (value != null && word == null)
        {
            throw new TickFaultException(name + " must be one of " + words.keySet() + ": " + name + "=" + shown(value));
        }

        return word;
    }

    <E> E requiredWord(final String name, final Map<String, E> words) throws TickFaultException
    {
        final E word = word(name, words);
        if (word == null)
        {
            throw new TickFaultException(name + " must be one of " + words.keySet() + ": it is not there");
        }

        return word;
    }

    /**
     * A mantissa; {@link Decimals#NULL} where there is none.
     */
    long decimal(final String name, final int exponent) throws TickFaultException
    {
        final Object value = values.get(name);

        return value == null ? Decimals.NULL : mantissa(name, value, exponent);
    }

    long requiredDecimal(final String name, final int exponent) throws TickFaultException
    {
        final long mantissa = decimal(name, exponent);
        if (mantissa == Decimals.NULL)
        {
            throw new TickFaultException(name + " must be there");
        }

        return mantissa;
    }

    /**
     * The mantissa of a number as it was written.
     */
    long mantissa(final String name, final Object value, final int exponent) throws TickFaultException
    {
        long mantissa = Decimals.NULL;
        if (value instanceof final Long number)
        {
            mantissa = isScaled ? number : DecimalText.mantissa(number.longValue(), exponent);
        }
        else if (value instanceof final Double number)
        {
            mantissa = DecimalText.mantissa(number.doubleValue(), exponent);
        }
        else if (value instanceof final String text)
        {
            mantissa = DecimalText.mantissa(text, exponent);
        }
        if (mantissa == Decimals.NULL)
        {
            throw new TickFaultException(
                name + " must be a number of exponent " + exponent + " in 64 bits: " + name + "=" + shown(value));
        }

        return mantissa;
    }

    /**
     * The finest exponent, from one on, that a number has a mantissa of 64 bits with: amounts in a quote asset may be
     * too many for the finest of all.
     */
    int finestExponent(final String name, final int from)
    {
        int exponent = from;
        while (exponent < 0 && values.get(name) != null && !isMantissa(values.get(name), exponent))
        {
            exponent++;
        }

        return exponent;
    }

    private boolean isMantissa(final Object value, final int exponent)
    {
        try
        {
            return mantissa("", value, exponent) != Decimals.NULL;
        }
        catch (final TickFaultException ex)
        {
            return false;
        }
    }

    /**
     * Whether something is so; where nothing is said, it is.
     */
    boolean isSo(final String name) throws TickFaultException
    {
        final Object value = values.get(name);
        if (value != null && !(value instanceof Boolean))
        {
            throw new TickFaultException(name + " must be true or false: " + name + "=" + shown(value));
        }

        return !Boolean.FALSE.equals(value);
    }

    /**
     * A whole number from 0 on; -1 where there is none.
     */
    long count(final String name, final long to) throws TickFaultException
    {
        final Object value = values.get(name);
        if (value == null)
        {
            return -1;
        }
        if (!(value instanceof Long) || (Long)value < 0 || (Long)value > to)
        {
            throw new TickFaultException(
                name + " must be a whole number from 0 to " + to + ": " + name + "=" + shown(value));
        }

        return (Long)value;
    }

    long requiredCount(final String name, final long to) throws TickFaultException
    {
        final long count = count(name, to);
        if (count < 0)
        {
            throw new TickFaultException(name + " must be there");
        }

        return count;
    }

    /**
     * When it happened, by {@code t_ex} in us or {@code timestamp} in ms; {@link Decimals#NULL} where neither is there.
     */
    long exchangeTimeNs() throws TickFaultException
    {
        final long us = count("t_ex", MAX_US);
        final long ms = count("timestamp", MAX_MS);

        return us >= 0 ? TimeUnit.MICROSECONDS.toNanos(us) :
            ms >= 0 ? TimeUnit.MILLISECONDS.toNanos(ms) : Decimals.NULL;
    }

    /**
     * A value as it was written; null where there is none.
     */
    Object raw(final String name)
    {
        return values.get(name);
    }

    static String shown(final Object value)
    {
        final String text = String.valueOf(value);

        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private void readLevels(final String name, final MessageCursor cursor) throws BadCommandException
    {
        final List<Object> levels = levels("bids".equals(name));
        if (cursor.token() == Token.NULL)
        {
            return;
        }
        if (cursor.token() != Token.LIST || !levels.isEmpty())
        {
            note(name + " must be one list of levels");

            return;
        }
        final int depth = cursor.depth();
        while (cursor.next() != Token.LIST_END)
        {
            final int before = levels.size();
            if (cursor.token() == Token.LIST)
            {
                while (cursor.next() != Token.LIST_END)
                {
                    addNumber(levels, cursor);
                }
            }
            else if (cursor.token() == Token.MAP)
            {
                readLevelMap(levels, cursor);
            }
            if (levels.size() != before + 2 || levels.get(before) == null || levels.get(before + 1) == null)
            {
                note(name + " must be of levels such as [price, quantity]: level=" + before / 2);
                cursor.leave(depth - 1);

                return;
            }
        }
    }

    private void readLevelMap(final List<Object> levels, final MessageCursor cursor) throws BadCommandException
    {
        final int depth = cursor.depth();
        Object price = null;
        Object quantity = null;
        while (cursor.next() != Token.MAP_END)
        {
            final String name = cursor.text();
            cursor.next();
            final Object value = scalar(cursor);
            price = "price".equals(name) ? value : price;
            quantity = "quantity".equals(name) ? value : quantity;
            cursor.leave(depth);
        }
        levels.add(price);
        levels.add(quantity);
    }

    private void addNumber(final List<Object> levels, final MessageCursor cursor) throws BadCommandException
    {
        levels.add(scalar(cursor));
        if (cursor.token() == Token.MAP || cursor.token() == Token.LIST)
        {
            cursor.leave(cursor.depth() - 1);
        }
    }

    private Object scalar(final MessageCursor cursor)
    {
        return switch (cursor.token())
        {
            case TEXT -> cursor.text();
            case INTEGER -> cursor.integer();
            case HUGE -> cursor.numberText();
            case DECIMAL -> isExact ? cursor.numberText() : (Object)cursor.decimal();
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            default -> null;
        };
    }
}
