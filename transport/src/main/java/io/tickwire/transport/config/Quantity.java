package io.tickwire.transport.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with or without a unit. A time and a rate need one, unless they are 0.
 * Thread: any
 */
final class Quantity implements ValueType<Long>
{
    private static final Pattern FORM = Pattern.compile("(-?[0-9][0-9_]{0,24}(?:\\.[0-9]{1,9})?) *([A-Za-z]*)");
    private static final long BP = 100;

    /** From the smallest to the largest. */
    private static final List<Unit> SIZES = List.of(
        new Unit("B", BigDecimal.ONE),
        new Unit("KiB", BigDecimal.valueOf(1L << 10)),
        new Unit("MiB", BigDecimal.valueOf(1L << 20)),
        new Unit("GiB", BigDecimal.valueOf(1L << 30)));
    private static final List<Unit> TIMES_NS = List.of(
        new Unit("ns", BigDecimal.ONE),
        new Unit("us", BigDecimal.valueOf(1_000L)),
        new Unit("ms", BigDecimal.valueOf(1_000_000L)),
        new Unit("s", BigDecimal.valueOf(1_000_000_000L)),
        new Unit("m", BigDecimal.valueOf(60_000_000_000L)),
        new Unit("h", BigDecimal.valueOf(3_600_000_000_000L)),
        new Unit("d", BigDecimal.valueOf(86_400_000_000_000L)));
    private static final List<Unit> RATES = List.of(new Unit("bp", BigDecimal.valueOf(BP)));

    private final String noun;
    private final List<Unit> units;
    private final boolean isUnitNeeded;
    private final boolean isPowerOfTwo;
    private final long from;
    private final long to;

    private Quantity(
        final String noun,
        final List<Unit> units,
        final boolean isUnitNeeded,
        final boolean isPowerOfTwo,
        final long from,
        final long to)
    {
        this.noun = noun;
        this.units = units;
        this.isUnitNeeded = isUnitNeeded;
        this.isPowerOfTwo = isPowerOfTwo;
        this.from = from;
        this.to = to;
    }

    private record Unit(String name, BigDecimal size)
    {
    }

    static Quantity number(final long from, final long to)
    {
        return new Quantity("a whole number", List.of(), false, false, from, to);
    }

    static Quantity powerOfTwo(final long from, final long to)
    {
        return new Quantity("a power of two", List.of(), false, true, from, to);
    }

    /**
     * Bytes.
     */
    static Quantity size(final long from, final long to)
    {
        return new Quantity("a size", SIZES, false, false, from, to);
    }

    /**
     * Bytes, a power of two.
     */
    static Quantity sizePowerOfTwo(final long from, final long to)
    {
        return new Quantity("a size, a power of two,", SIZES, false, true, from, to);
    }

    /**
     * A time.
     *
     * @param stepNs that it is counted in, from and to as well as the value.
     */
    static Quantity time(final long stepNs, final long from, final long to)
    {
        final BigDecimal step = BigDecimal.valueOf(stepNs);
        final List<Unit> units = TIMES_NS.stream().map(unit -> new Unit(unit.name, unit.size.divide(step))).toList();

        return new Quantity("a time, with its unit,", units, true, false, from, to);
    }

    /**
     * Hundredths of a basis point.
     */
    static Quantity rate(final long from, final long to)
    {
        return new Quantity("a rate in bp, with this unit,", RATES, true, false, from, to);
    }

    @Override
    public String allowed()
    {
        return from == Long.MIN_VALUE && to == Long.MAX_VALUE ? noun + " of 64 bits" :
            noun + " from " + print(from) + " to " + print(to);
    }

    @Override
    public Long parse(final String text)
    {
        final Matcher matcher = FORM.matcher(text);
        if (matcher.matches())
        {
            final BigDecimal number = new BigDecimal(matcher.group(1).replace("_", ""));
            final BigDecimal size = sizeOf(matcher.group(2), number.signum() == 0);
            if (size != null)
            {
                return checked(number.multiply(size), text);
            }
        }

        throw new IllegalArgumentException("not a quantity: " + text);
    }

    @Override
    public String print(final Long value)
    {
        if (value == 0 || units.isEmpty())
        {
            return value.toString();
        }

        final BigDecimal number = BigDecimal.valueOf(value);
        for (int i = units.size() - 1; i >= 0; i--)
        {
            final Unit unit = units.get(i);
            if (i == 0 || number.remainder(unit.size).signum() == 0)
            {
                return number.divide(unit.size).stripTrailingZeros().toPlainString() + unit.name;
            }
        }

        throw new AssertionError("the smallest unit fits all");
    }

    private BigDecimal sizeOf(final String unitName, final boolean isZero)
    {
        if (unitName.isEmpty())
        {
            return isUnitNeeded && !isZero ? null : BigDecimal.ONE;
        }
        for (final Unit unit : units)
        {
            if (unit.name.equalsIgnoreCase(unitName))
            {
                return unit.size;
            }
        }

        return null;
    }

    private long checked(final BigDecimal exact, final String text)
    {
        final long value;
        try
        {
            value = exact.longValueExact();
        }
        catch (final ArithmeticException ex)
        {
            throw new IllegalArgumentException("not whole, or too large: " + text, ex);
        }
        if (value < from || value > to || isPowerOfTwo && Long.bitCount(value) != 1)
        {
            throw new IllegalArgumentException("out of range: " + text);
        }

        return value;
    }
}
