package io.tickwire.engine.feed.json;

import java.util.SplittableRandom;

/**
 * JSON of all forms, the same for the same seed: any space, strings with any escape, numbers of up to 18 digits before
 * the point and up to 40 behind it.
 */
final class RandomJson
{
    private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t ", " \r\n "};
    private static final String[] ESCAPES = {"\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"};
    private static final String[] NAMES = {"a", "price", "quantity", "symbolsymbol", "symbolsymbo1", "", "ключ"};

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    RandomJson(final SplittableRandom random)
    {
        this.random = random;
    }

    /** An object or an array. */
    String next()
    {
        text.setLength(0);
        container(1 + random.nextInt(5));

        return text.toString();
    }

    /** A number alone. */
    String nextNumber()
    {
        text.setLength(0);
        number();

        return text.toString();
    }

    private void value(final int depth)
    {
        space();
        switch (random.nextInt(depth > 0 ? 9 : 7))
        {
            case 0 -> text.append(random.nextBoolean() ? "true" : "false");
            case 1 -> text.append("null");
            case 2, 3 -> string();
            case 4 ->
            {
                text.append('"');
                number();
                text.append('"');
            }
            case 5, 6 -> number();
            default -> container(depth - 1);
        }
        space();
    }

    private void container(final int depth)
    {
        final boolean isObject = random.nextBoolean();
        text.append(isObject ? '{' : '[');
        space();
        for (int i = random.nextInt(5), n = i; i > 0; i--)
        {
            text.append(i == n ? "" : ",");
            if (isObject)
            {
                space();
                name();
                space();
                text.append(':');
            }
            value(depth);
        }
        text.append(isObject ? '}' : ']');
    }

    private void name()
    {
        if (random.nextInt(4) == 0)
        {
            string();
        }
        else
        {
            text.append('"').append(NAMES[random.nextInt(NAMES.length)]).append('"');
        }
    }

    private void string()
    {
        text.append('"');
        final boolean isPlain = random.nextBoolean();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 600 : 20); i > 0; i--)
        {
            switch (random.nextInt(isPlain ? 4 : 7))
            {
                case 0, 1, 2 -> text.append((char)('a' + random.nextInt(26)));
                case 3 -> text.appendCodePoint(codePoint());
                case 4 -> text.append(ESCAPES[random.nextInt(ESCAPES.length)]);
                default -> unicodeEscape(codePoint());
            }
        }
        text.append('"');
    }

    private int codePoint()
    {
        final int codePoint = switch (random.nextInt(4))
        {
            case 0 -> random.nextInt(0x20, 0x80);
            case 1 -> random.nextInt(0x80, 0x800);
            case 2 -> random.nextInt(0x800, 0x10000);
            default -> random.nextInt(0x10000, 0x110000);
        };

        return codePoint == '"' || codePoint == '\\' || Character.getType(codePoint) == Character.SURROGATE ?
            'x' : codePoint;
    }

    private void unicodeEscape(final int codePoint)
    {
        for (final char unit : Character.toChars(codePoint))
        {
            final String digits = "%04x".formatted((int)unit);
            text.append("\\u").append(random.nextBoolean() ? digits : digits.toUpperCase());
        }
    }

    private void number()
    {
        text.append(random.nextInt(4) == 0 ? "-" : "");
        if (random.nextInt(4) == 0)
        {
            text.append('0');
        }
        else
        {
            text.append((char)('1' + random.nextInt(9)));
            digits(random.nextInt(18));
        }
        if (random.nextBoolean())
        {
            text.append('.');
            digits(1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 10));
        }
        if (random.nextInt(6) == 0)
        {
            text.append(random.nextBoolean() ? 'e' : 'E').append(new String[]{"", "+", "-"}[random.nextInt(3)]);
            digits(1 + random.nextInt(2));
        }
    }

    private void digits(final int count)
    {
        final boolean isZeros = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++)
        {
            text.append((char)('0' + (isZeros ? 0 : random.nextInt(10))));
        }
    }

    private void space()
    {
        text.append(SPACES[random.nextInt(SPACES.length)]);
    }
}
