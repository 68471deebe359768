package io.tickwire.fuzz;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON by the grammar of RFC 8259, a tree at a time: null, {@code Boolean}, {@code BigInteger}, {@code Double},
 * {@code String}, {@code List} and {@link Fields}.
 */
public final class NaiveJson
{
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String SPACE = " \t\n\r";
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private final int maxDepth;
    private int at;

    private NaiveJson(final String text, final int maxDepth)
    {
        this.text = text;
        this.maxDepth = maxDepth;
    }

    /**
     * @param text null: bytes that are none.
     * @throws IllegalArgumentException where the text is not JSON, or is nested deeper.
     */
    public static Object read(final String text, final int maxDepth)
    {
        if (text == null)
        {
            throw new IllegalArgumentException("not UTF-8");
        }
        final NaiveJson reader = new NaiveJson(text, maxDepth);
        final Object value = reader.value(0);
        reader.skipSpace();
        reader.require(reader.at == text.length());

        return value;
    }

    private Object value(final int depth)
    {
        skipSpace();
        require(at < text.length() && depth <= maxDepth);
        switch (text.charAt(at))
        {
            case '{':
                return map(depth + 1);

            case '[':
                return list(depth + 1);

            case '"':
                return string();

            case 't':
                return word("true", true);

            case 'f':
                return word("false", false);

            case 'n':
                return word("null", null);

            default:
                return number();
        }
    }

    private Object map(final int depth)
    {
        require(depth <= maxDepth);
        final List<Fields.Field> fields = new ArrayList<>();
        at++;
        if (!skips('}'))
        {
            do
            {
                skipSpace();
                final String name = string();
                require(skips(':'));
                fields.add(new Fields.Field(name, value(depth)));
            }
            while (skips(','));
            require(skips('}'));
        }

        return new Fields(fields);
    }

    private Object list(final int depth)
    {
        require(depth <= maxDepth);
        final List<Object> entries = new ArrayList<>();
        at++;
        if (!skips(']'))
        {
            do
            {
                entries.add(value(depth));
            }
            while (skips(','));
            require(skips(']'));
        }

        return entries;
    }

    private Object word(final String word, final Object meaning)
    {
        require(text.startsWith(word, at));
        at += word.length();

        return meaning;
    }

    private Object number()
    {
        final Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        require(matcher.lookingAt());
        at = matcher.end();
        if (matcher.group(2) == null && matcher.group(3) == null)
        {
            return new BigInteger(matcher.group());
        }

        return Double.valueOf(matcher.group());
    }

    private String string()
    {
        require(at < text.length() && text.charAt(at) == '"');
        final StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"')
        {
            final char character = text.charAt(at++);
            require(character >= ' ');
            value.append(character == '\\' ? escaped() : character);
        }
        require(at < text.length());
        at++;

        return value.toString();
    }

    private char escaped()
    {
        require(at < text.length());
        final char character = text.charAt(at++);
        if (character == 'u')
        {
            require(text.substring(at, Math.min(at + 4, text.length())).matches("[0-9a-fA-F]{4}"));
            at += 4;

            return (char)Integer.parseInt(text, at - 4, at, 16);
        }
        require(ESCAPED.indexOf(character) >= 0);

        return MEANT.charAt(ESCAPED.indexOf(character));
    }

    private boolean skips(final char character)
    {
        skipSpace();
        final boolean isThere = at < text.length() && text.charAt(at) == character;
        at += isThere ? 1 : 0;

        return isThere;
    }

    private void skipSpace()
    {
        while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0)
        {
            at++;
        }
    }

    private void require(final boolean isGood)
    {
        if (!isGood)
        {
            throw new IllegalArgumentException("not JSON at " + at);
        }
    }
}
