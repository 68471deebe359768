package io.tickwire.client.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a value as maps, lists, texts, flags and numbers ({@link Long}, {@link BigInteger} beyond, {@link BigDecimal}
 * of JSON, {@link Double} of msgpack): for what is rare.
 * Thread: client
 */
public final class TreeReader
{
    private static final int MAX_SHORT = 400;

    private TreeReader()
    {
    }

    /**
     * The value that comes next.
     */
    public static Object read(final Scanner in)
    {
        return value(in, in.next());
    }

    /**
     * The value whose beginning was read.
     */
    public static Object value(final Scanner in, final int kind)
    {
        return switch (kind)
        {
            case Scanner.FLAG -> in.flag;
            case Scanner.NUMBER -> number(in);
            case Scanner.FLOAT -> in.floating;
            case Scanner.TEXT -> in.textValue();
            case Scanner.LIST -> list(in);
            case Scanner.MAP -> map(in);
            default -> null;
        };
    }

    /**
     * What is left of a map.
     */
    public static Map<String, Object> map(final Scanner in)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        while (in.more())
        {
            final String name = in.textValue();
            map.put(name, read(in));
        }

        return map;
    }

    private static List<Object> list(final Scanner in)
    {
        final List<Object> list = new ArrayList<>();
        while (in.more())
        {
            list.add(read(in));
        }

        return list;
    }

    private static Object number(final Scanner in)
    {
        if (in.isBig && in instanceof MsgpackScanner)
        {
            return new BigInteger(Long.toUnsignedString(in.mantissa));
        }
        if (in.isBig || in.exponent < -MAX_SHORT || in.exponent > MAX_SHORT)
        {
            final BigDecimal exact = new BigDecimal(in.textValue());

            return exact.scale() == 0 && in.exponent == 0 ? exact.unscaledValue() : exact;
        }
        if (in.exponent == 0)
        {
            return in.mantissa;
        }

        return BigDecimal.valueOf(in.mantissa, -in.exponent);
    }
}
