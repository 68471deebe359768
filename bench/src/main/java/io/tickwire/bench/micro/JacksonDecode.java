package io.tickwire.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * The yardstick of decoders: Jackson's streaming parser, which knows nothing of venues, books or ticks.
 */
final class JacksonDecode
{
    private static final int MAX_DIGITS = 18;

    private final JsonFactory factory = new JsonFactory();
    private long mantissa;
    private int decimals;

    /** All tokens of a message, and the first character of each value. */
    long tokens(final byte[] bytes, final int offset, final int length) throws IOException
    {
        long sum = 0;
        try (JsonParser parser = factory.createParser(bytes, offset, length))
        {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
            {
                sum += token.isScalarValue() ? parser.getTextCharacters()[parser.getTextOffset()] : 1;
            }
        }

        return sum;
    }

    /** All tokens, the names of fields, numbers (texts of them, too) as exact mantissas, and other texts as strings. */
    long values(final byte[] bytes, final int offset, final int length) throws IOException
    {
        long sum = 0;
        try (JsonParser parser = factory.createParser(bytes, offset, length))
        {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken())
            {
                sum += switch (token)
                {
                    case FIELD_NAME -> parser.currentName().length();
                    case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value(parser);
                    default -> token.id();
                };
            }
        }

        return sum;
    }

    private long value(final JsonParser parser) throws IOException
    {
        final boolean isNumber = parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());

        return isNumber ? mantissa + decimals : parser.getText().length();
    }

    /**
     * Whether a text is a number, which then is {@code mantissa x 10^-decimals}.
     */
    private boolean parse(final char[] text, final int offset, final int length)
    {
        final boolean isNegative = length > 0 && text[offset] == '-';
        long value = 0;
        int digits = 0;
        int point = -1;
        for (int i = isNegative ? 1 : 0; i < length; i++)
        {
            final char character = text[offset + i];
            if (character >= '0' && character <= '9')
            {
                value = value * 10 + character - '0';
                digits++;
            }
            else if (character == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }
        mantissa = isNegative ? -value : value;
        decimals = point < 0 ? 0 : length - point - 1;
        if (digits > MAX_DIGITS)
        {
            final BigDecimal exact = new BigDecimal(text, offset, length).stripTrailingZeros();
            mantissa = exact.unscaledValue().longValue();
            decimals = exact.scale();
        }

        return digits > 0;
    }
}
