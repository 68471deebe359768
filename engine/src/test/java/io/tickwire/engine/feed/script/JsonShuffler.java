package io.tickwire.engine.feed.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Writes a message in another way that means the same: fields in another order, space, escapes, exponents, and fields
 * that nobody knows.
 */
public final class JsonShuffler
{
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+");
    private static final String[] SPACES = {"", "", " ", "\n", "\t", "  \r\n"};
    private static final String[] UNKNOWN = {
        "null", "true", "-0.0e-7", "\"}]\\\"\\\\\"", "[]", "{}", "[[1,{\"a\":[]}],\"x\"]",
        "{\"type\":\"x\",\"data\":[{}]}"
    };

    private final Random random;
    private final boolean allowsExponents;
    private final StringBuilder text = new StringBuilder();

    public JsonShuffler(final long seed, final boolean allowsExponents)
    {
        this.random = new Random(seed);
        this.allowsExponents = allowsExponents;
    }

    public byte[] shuffle(final byte[] message)
    {
        text.setLength(0);
        try (JsonParser parser = JACKSON.createParser(message))
        {
            space();
            write(read(parser, parser.nextToken()));
            space();
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(new String(message, StandardCharsets.UTF_8), ex);
        }

        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a message is JSON, and one value. */
    public static boolean isJson(final byte[] message)
    {
        try (JsonParser parser = JACKSON.createParser(message))
        {
            if (parser.nextToken() == null)
            {
                return false;
            }
            parser.skipChildren();

            return !parser.currentToken().isStructStart() && parser.nextToken() == null;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /** An array of fields, a list of values, or a token as it stands; strings with their quote before them. */
    private static Object read(final JsonParser parser, final JsonToken token) throws IOException
    {
        switch (token)
        {
            case START_OBJECT ->
            {
                final List<Map.Entry<?, ?>> fields = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT)
                {
                    final String name = parser.currentName();
                    fields.add(Map.entry(name, read(parser, parser.nextToken())));
                }
                return fields.toArray(new Map.Entry<?, ?>[0]);
            }
            case START_ARRAY ->
            {
                final List<Object> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY)
                {
                    values.add(read(parser, parser.currentToken()));
                }
                return values;
            }
            case VALUE_STRING ->
            {
                return '"' + parser.getText();
            }
            default ->
            {
                return parser.getText();
            }
        }
    }

    private void write(final Object value)
    {
        if (value instanceof Map.Entry<?, ?>[] fields)
        {
            writeObject(fields);
        }
        else if (value instanceof List<?> values)
        {
            writeArray(values);
        }
        else
        {
            final String token = (String)value;
            if (token.startsWith("\""))
            {
                string(DECIMAL.matcher(token.substring(1)).matches() ?
                    decimal(token.substring(1)) : token.substring(1));
            }
            else
            {
                text.append(DECIMAL.matcher(token).matches() ? decimal(token) : token);
            }
        }
    }

    private void writeObject(final Map.Entry<?, ?>[] fields)
    {
        final List<Map.Entry<?, ?>> shuffled = new ArrayList<>(List.of(fields));
        for (int i = random.nextInt(3); i > 0; i--)
        {
            shuffled.add(Map.entry("zz" + i, ""));
        }
        Collections.shuffle(shuffled, random);
        text.append('{');
        String comma = "";
        for (final Map.Entry<?, ?> field : shuffled)
        {
            text.append(comma);
            comma = ",";
            space();
            string((String)field.getKey());
            space();
            text.append(':');
            space();
            if (field.getValue().equals(""))
            {
                text.append(UNKNOWN[random.nextInt(UNKNOWN.length)]);
            }
            else
            {
                write(field.getValue());
            }
            space();
        }
        text.append('}');
    }

    private void writeArray(final List<?> values)
    {
        text.append('[');
        String comma = "";
        for (final Object value : values)
        {
            text.append(comma);
            comma = ",";
            space();
            write(value);
            space();
        }
        text.append(']');
    }

    /** With as many digits as it has, the point elsewhere. */
    private String decimal(final String number)
    {
        final String digits = number.replace(".", "").replace("-", "");
        if (!allowsExponents || random.nextInt(3) > 0 || digits.length() > 17)
        {
            return number;
        }
        final int point = number.indexOf('.') - (number.startsWith("-") ? 1 : 0);
        final String significant = digits.replaceFirst("^0+(?=.)", "");
        final int decimals = digits.length() - point;
        final String sign = number.startsWith("-") ? "-" : "";
        final String e = random.nextBoolean() ? "e" : "E";
        if (significant.length() > 1 && random.nextBoolean())
        {
            final int exponent = significant.length() - 1 - decimals;
            return sign + significant.charAt(0) + "." + significant.substring(1) + e +
                (exponent >= 0 && random.nextBoolean() ? "+" : "") + exponent;
        }

        return sign + significant + e + -decimals;
    }

    private void string(final String value)
    {
        text.append('"');
        for (int i = 0; i < value.length(); i++)
        {
            final char unit = value.charAt(i);
            if (unit < ' ' || unit == '"' || unit == '\\' || random.nextInt(12) == 0)
            {
                text.append(unit == '/' && random.nextBoolean() ? "\\/" : "\\u%04x".formatted((int)unit));
            }
            else
            {
                text.append(unit);
            }
        }
        text.append('"');
    }

    private void space()
    {
        text.append(random.nextInt(4) == 0 ? SPACES[random.nextInt(SPACES.length)] : "");
    }
}
