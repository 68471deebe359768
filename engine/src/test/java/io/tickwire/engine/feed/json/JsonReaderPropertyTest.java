package io.tickwire.engine.feed.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The reader beside Jackson's over the same bytes. What lies around a message in the buffer is never what follows it.
 */
class JsonReaderPropertyTest
{
    private static final long SEED = 20261127L;
    private static final int MESSAGES = 6_000;
    private static final String STALE = "0123456789\"}],:.eE-\\u0";

    /** Exponents that no decimal has; the reader's go no farther than 9,999. */
    private static final Pattern FAR = Pattern.compile("[eE][-+]?[0-9]{4}");
    private static final JsonFactory JACKSON = new JsonFactory();

    private final JsonReader reader = new JsonReader();

    @Test
    void shouldReadWhatJacksonReads() throws IOException
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final RandomJson json = new RandomJson(random);
        for (int i = 0; i < MESSAGES; i++)
        {
            final byte[] message = json.next().getBytes(StandardCharsets.UTF_8);
            assertEquals(byJackson(message), read(message, random, 0), () -> text(message));
        }
    }

    @Test
    void shouldPassOverAnyValueToBehindIt()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        final RandomJson json = new RandomJson(random);
        for (int i = 0; i < MESSAGES; i++)
        {
            final String left = json.next();
            final String right = json.nextNumber();
            final byte[] message = ("[" + left + ",\"" + right + "\"]").getBytes(StandardCharsets.UTF_8);
            wrap(message, random).beginArray();
            reader.requireElement();
            reader.skipValue();
            reader.requireElement();
            reader.readDecimal();
            assertDecimal(right, reader);
            assertTrue(!reader.nextElement());
            reader.end();
        }
    }

    @Test
    void shouldRefuseWhatJacksonRefusesAndReadTheRestAlike() throws IOException
    {
        final SplittableRandom random = new SplittableRandom(SEED + 2);
        final RandomJson json = new RandomJson(random);
        int refused = 0;
        for (int i = 0; i < 4 * MESSAGES; i++)
        {
            final byte[] message = damaged(json.next().getBytes(StandardCharsets.UTF_8), random);
            if (FAR.matcher(text(message)).find())
            {
                continue;
            }
            final String expected = byJackson(message);
            final String actual = read(message, random, 0);
            refused += expected == null ? 1 : 0;
            if (expected == null ? actual != null : actual != null && !expected.equals(actual))
            {
                assertEquals(expected, actual, text(message));
            }
            if (expected != null && actual == null)
            {
                assertTrue(isBeyondTheReader(message), () -> text(message));
            }
        }
        assertTrue(refused > MESSAGES && refused < 4 * MESSAGES - MESSAGES / 4, "refused=" + refused);
    }

    @Test
    void shouldEndInsideTheMessageWhateverIsPassedOver()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 3);
        final RandomJson json = new RandomJson(random);
        for (int i = 0; i < 2 * MESSAGES; i++)
        {
            final byte[] message = damaged(json.next().getBytes(StandardCharsets.UTF_8), random);
            final String whole = read(message, random, 0);
            final String inParts = read(message, random, 3);
            // Passed over, less may be refused, but what is read is the same.
            assertTrue(whole == null || inParts != null, () -> text(message));
        }
    }

    @Test
    void shouldReadNumbersOfEveryLength()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 4);
        for (int integers = 1; integers <= 18; integers++)
        {
            for (int decimals = 0; decimals <= 40; decimals++)
            {
                for (int i = 0; i < 8; i++)
                {
                    shouldRead((random.nextBoolean() ? "-" : "") + digits(integers, true, random) +
                        (decimals == 0 ? "" : "." + digits(decimals, false, random)), random);
                }
            }
        }
    }

    private void shouldRead(final String number, final SplittableRandom random)
    {
        for (final String form : new String[]{number, '"' + number + '"', escaped(number, random)})
        {
            wrap(("[" + form + "]").getBytes(StandardCharsets.UTF_8), random).beginArray();
            reader.requireElement();
            reader.readDecimal();
            assertDecimal(number, reader);
            assertTrue(!reader.nextElement());
            reader.end();
        }
    }

    private static void assertDecimal(final String number, final JsonReader reader)
    {
        final BigDecimal expected = new BigDecimal(number);
        final BigDecimal actual = new BigDecimal(reader.mantissa() + "e" + -reader.decimals());
        if (expected.precision() <= 18)
        {
            assertTrue(reader.isExact(), number);
        }
        if (reader.isExact())
        {
            assertEquals(0, expected.compareTo(actual), number);
        }
        else
        {
            // Digits are cut off, of which at least 17 stand before.
            final BigDecimal lost = expected.subtract(actual).abs().scaleByPowerOfTen(17);
            assertTrue(lost.compareTo(expected.abs()) < 0, number);
        }
        if (number.chars().filter(Character::isDigit).count() <= 18 && !number.matches(".*[eE].*"))
        {
            assertEquals(expected.scale(), reader.decimals(), number);
        }
    }

    private static String digits(final int count, final boolean isInteger, final SplittableRandom random)
    {
        final StringBuilder digits = new StringBuilder();
        final int kind = random.nextInt(3);
        for (int i = 0; i < count; i++)
        {
            final int digit = switch (kind)
            {
                case 0 -> random.nextInt(10);
                case 1 -> 9;
                default -> 0;
            };
            digits.append((char)('0' + (digit == 0 && i == 0 && isInteger && count > 1 ? 1 : digit)));
        }

        return digits.toString();
    }

    private static String escaped(final String number, final SplittableRandom random)
    {
        final StringBuilder text = new StringBuilder("\"");
        final int at = random.nextInt(number.length());
        for (int i = 0; i < number.length(); i++)
        {
            final boolean isEscaped = i == at || random.nextInt(4) == 0;
            text.append(isEscaped ? "\\u%04x".formatted((int)number.charAt(i)) : number.substring(i, i + 1));
        }

        return text.append('"').toString();
    }

    private static byte[] damaged(final byte[] message, final SplittableRandom random)
    {
        final byte[] damaged = random.nextInt(4) == 0 ?
            Arrays.copyOf(message, random.nextInt(message.length)) : message.clone();
        for (int i = random.nextInt(3); i > 0 && damaged.length > 0; i--)
        {
            final int at = random.nextInt(damaged.length);
            // Bytes that are not ASCII are left alone: whether a text is UTF-8 is not looked at here.
            if (damaged[at] > 0)
            {
                damaged[at] = random.nextBoolean() ?
                    (byte)STALE.charAt(random.nextInt(STALE.length())) : (byte)random.nextInt(1, 0x80);
            }
        }

        return damaged;
    }

    /** The reader refuses whole numbers of more than 63 bits, and surrogates that stand alone. */
    private static boolean isBeyondTheReader(final byte[] message)
    {
        return text(message).matches("(?s).*([0-9]{19}|\\\\u[dD][89a-fA-F]).*");
    }

    private JsonReader wrap(final byte[] message, final SplittableRandom random)
    {
        final int before = random.nextInt(20);
        final byte[] buffer = new byte[before + message.length + JsonReader.PADDING + random.nextInt(20)];
        for (int i = 0; i < buffer.length; i++)
        {
            buffer[i] = (byte)STALE.charAt(random.nextInt(STALE.length()));
        }
        System.arraycopy(message, 0, buffer, before, message.length);

        return reader.wrap(buffer, before, message.length);
    }

    /**
     * @param odds one value of so many is passed over; 0: none.
     * @return null where it is refused.
     */
    private String read(final byte[] message, final SplittableRandom random, final int odds)
    {
        final StringBuilder text = new StringBuilder();
        wrap(message, random);
        try
        {
            if (!isContainer(reader.peek()))
            {
                return null;
            }
            readValue(text, random, odds);
            reader.end();
        }
        catch (final MalformedMessageException ex)
        {
            return null;
        }

        return text.toString();
    }

    private void readValue(final StringBuilder text, final SplittableRandom random, final int odds)
    {
        if (odds > 0 && random.nextInt(odds) == 0)
        {
            reader.skipValue();
            return;
        }
        switch (reader.peek())
        {
            case '{' ->
            {
                text.append('{');
                reader.beginObject();
                while (reader.nextField())
                {
                    text.append(new String(reader.textBytes(), reader.textOffset(), reader.textLength(),
                        StandardCharsets.UTF_8)).append(':');
                    readValue(text, random, odds);
                }
                text.append('}');
            }
            case '[' ->
            {
                text.append('[');
                reader.beginArray();
                while (reader.nextElement())
                {
                    readValue(text, random, odds);
                }
                text.append(']');
            }
            case '"' -> text.append('"').append(reader.readString()).append('"');
            case 't', 'f' -> text.append(reader.readBoolean());
            case 'n' -> text.append(reader.skipNull() ? "null" : "?");
            default ->
            {
                reader.readDecimal();
                text.append(reader.isExact() ?
                    canonical(reader.mantissa() + "e" + -reader.decimals()) : "cut off");
            }
        }
        text.append(' ');
    }

    private static String byJackson(final byte[] message) throws IOException
    {
        final StringBuilder text = new StringBuilder();
        try (JsonParser parser = JACKSON.createParser(message))
        {
            JsonToken token = parser.nextToken();
            if (token == null || !token.isStructStart())
            {
                return null;
            }
            int depth = 0;
            do
            {
                assertNotNull(token);
                switch (token)
                {
                    case START_OBJECT, START_ARRAY ->
                    {
                        depth++;
                        text.append(parser.getText());
                    }
                    case END_OBJECT, END_ARRAY ->
                    {
                        depth--;
                        text.append(parser.getText()).append(' ');
                    }
                    case FIELD_NAME -> text.append(parser.getText()).append(':');
                    case VALUE_STRING -> text.append('"').append(parser.getText()).append("\" ");
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                        text.append(isHeld(parser.getText()) ? canonical(parser.getText()) : "cut off").append(' ');
                    default -> text.append(parser.getText()).append(' ');
                }
                token = depth > 0 ? parser.nextToken() : null;
            }
            while (depth > 0);
            if (parser.nextToken() != null)
            {
                return null;
            }
        }
        catch (final com.fasterxml.jackson.core.JacksonException ex)
        {
            return null;
        }

        return text.toString();
    }

    /** Messages are nothing else. */
    private static boolean isContainer(final int token)
    {
        return token == '{' || token == '[';
    }

    private static boolean isHeld(final String number)
    {
        return new BigDecimal(number).stripTrailingZeros().unscaledValue().bitLength() < Long.SIZE;
    }

    /** As plain as can be. */
    private static String canonical(final String number)
    {
        final BigDecimal value = new BigDecimal(number).stripTrailingZeros();

        return value.signum() == 0 ? "0" : value.unscaledValue() + "e" + -value.scale();
    }

    private static String text(final byte[] message)
    {
        return new String(message, StandardCharsets.UTF_8);
    }
}
