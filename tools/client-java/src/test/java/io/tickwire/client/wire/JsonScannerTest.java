package io.tickwire.client.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Numbers and texts of a seed, of all lengths, at all places of a buffer: the same as Jackson reads, and bad where it
 * finds them bad.
 */
class JsonScannerTest
{
    private static final int TIMES = 100_000;
    private static final String DIGITS = "0123456789";
    private static final String[] PIECES = {
        "a", "B", "7", " ", "\u00e9", "\u20ac", "\ud83d\ude00", "\\\"", "\\\\", "\\n", "\\u0041", "\\u20ac", "\\/"};
    private static final String[] BAD = {"\"", "\\", "\\x", "\u0001", "\n", "\\u12g4"};

    private final Random random = new Random(20_261_128);
    private final JsonFactory factory = new JsonFactory();
    private final JsonScanner scanner = new JsonScanner();

    @Test
    void shouldReadNumbersExactly() throws IOException
    {
        for (int i = 0; i < TIMES; i++)
        {
            final String text = number();
            final BigDecimal expected = new BigDecimal(text);
            assertEquals(Scanner.NUMBER, read(text), text);
            assertEquals(text, scanner.textValue());
            if (!scanner.isBig)
            {
                assertEquals(
                    0, BigDecimal.valueOf(scanner.mantissa).scaleByPowerOfTen(scanner.exponent).compareTo(expected),
                    () -> text + " " + scanner.mantissa + "e" + scanner.exponent);
            }
            assertTrue(!scanner.isBig || expected.unscaledValue().bitLength() >= Long.SIZE - 1, text);
        }
    }

    @Test
    void shouldReadTextsAndRefuseBadOnesLikeJackson() throws IOException
    {
        for (int i = 0; i < TIMES; i++)
        {
            final String text = "\"" + text() + "\"";
            assertEquals(byJackson(text), ours(text), text);
        }
    }

    @Test
    void shouldRefuseWhatIsNoNumber()
    {
        for (final String text : new String[] {"-", ".5", "1.", "-.1", "1.e5", "1e", "1e+", "+1", "a"})
        {
            assertEquals("bad", ours(text), text);
        }
    }

    private String number()
    {
        final String whole = random.nextInt(8) == 0 ? "0" : (1 + random.nextInt(9)) + digits(random.nextInt(22));

        return (random.nextBoolean() ? "-" : "") + whole +
            (random.nextBoolean() ? "." + digits(1 + random.nextInt(20)) : "") +
            (random.nextInt(6) == 0 ? "e" + (random.nextBoolean() ? "-" : "") + random.nextInt(40) : "");
    }

    private String digits(final int count)
    {
        final StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }

        return digits.toString();
    }

    private String text()
    {
        final StringBuilder text = new StringBuilder();
        final int plain = random.nextInt(30);
        for (int i = 0; i < plain; i++)
        {
            text.append(random.nextInt(4) == 0 ? PIECES[random.nextInt(PIECES.length)] : "x");
        }
        if (random.nextInt(10) == 0)
        {
            text.insert(random.nextInt(text.length() + 1), BAD[random.nextInt(BAD.length)]);
        }

        return text.toString();
    }

    private String ours(final String text)
    {
        try
        {
            return read(text) == Scanner.TEXT && scanner.isAtEnd() ? scanner.textValue() : "bad";
        }
        catch (final WireException | IndexOutOfBoundsException ex)
        {
            return "bad";
        }
    }

    private String byJackson(final String text)
    {
        try (JsonParser parser = factory.createParser(text.getBytes(StandardCharsets.UTF_8)))
        {
            final JsonToken token = parser.nextToken();
            final String value = parser.getText();

            return token == JsonToken.VALUE_STRING && parser.nextToken() == null ? value : "bad";
        }
        catch (final IOException ex)
        {
            return "bad";
        }
    }

    /** Somewhere in a buffer, of which nothing but the message belongs to it. */
    private int read(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final int before = random.nextInt(9);
        final byte[] all = new byte[before + bytes.length + random.nextInt(9)];
        random.nextBytes(all);
        System.arraycopy(bytes, 0, all, before, bytes.length);
        scanner.wrap(new UnsafeBuffer(all), before, bytes.length);

        return scanner.next();
    }
}
