package io.tickwire.engine.feed.json;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a reader expects of a message changes nothing: one that has read many is held against one that has read none.
 */
class JsonFieldsTest
{
    private static final long SEED = 20261127L;
    private static final String MALFORMED = "malformed";
    private static final String ODD = "0123456789\"\"}{][,,:.eE- \\u\0\u007F";
    private static final String[] NAMES = {
        "e", "E", "s", "data", "stream", "b", "a", "price", "quantity", "lastUpdateId", "microtimestamp",
        "instrument_name", "quantity_of_the_best_of_bids"
    };
    private static final JsonKeys KEYS = JsonKeys.of(NAMES);
    private static final JsonKeys OTHER_KEYS = JsonKeys.of("a", "data", "lastUpdateId", "E");

    @Test
    void shouldReadDamagedMessagesAsAReaderThatExpectsNothing()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            final long template = random.nextLong();
            final JsonReader learned = new JsonReader();
            for (int j = 0; j < 60; j++)
            {
                final byte[] message = new Template(new SplittableRandom(template), random).next();
                final byte[] damaged = j % 4 == 3 ? damaged(message, random) : message;
                final int before = random.nextInt(20);
                final byte[] buffer = surrounded(damaged, before, random);
                final String expected = read(new JsonReader(), buffer, before, damaged.length);
                assertEquals(expected, read(learned, buffer, before, damaged.length), () -> text(damaged));
                read += MALFORMED.equals(expected) ? 0 : 1;
                refused += MALFORMED.equals(expected) ? 1 : 0;
                assertTrue(j % 4 == 3 || !MALFORMED.equals(expected), () -> text(damaged));
            }
        }
        assertTrue(read > refused && refused > 1_000, "read=" + read + " refused=" + refused);
    }

    @Test
    void shouldReadNumbersOfAnyShapeAfterAnyOther()
    {
        final String[] numbers = {
            "0", "7", "-7", "10", "0.5", "12345678", "123456789012345", "1234567890123456", "123456.12345678",
            "1234567.12345678", "12345.123456789", "0.00000000", "-1.5", "1e5", "1.5e-3", "00", "01.5", "1.", ".5",
            "1.5.", "1x", "", "1 ", "99999999999999999"
        };
        for (final String first : numbers)
        {
            for (final String second : numbers)
            {
                for (int quotes = 0; quotes < 4; quotes++)
                {
                    final JsonReader learned = new JsonReader();
                    readNumber(learned, (quotes & 1) == 0 ? first : '"' + first + '"');
                    final String number = (quotes & 2) == 0 ? second : '"' + second + '"';
                    assertEquals(
                        readNumber(new JsonReader(), number), readNumber(learned, number), first + " " + number);
                }
            }
        }
    }

    private static String readNumber(final JsonReader reader, final String number)
    {
        final byte[] message = ("{\"p\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        try
        {
            reader.wrap(Arrays.copyOf(message, message.length + JsonReader.PADDING), 0, message.length).beginObject();
            assertTrue(reader.nextField());
            reader.readDecimal();
            final String text = decimal(reader);

            return reader.nextField() ? "more" : text;
        }
        catch (final MalformedMessageException ex)
        {
            return MALFORMED;
        }
    }

    private static byte[] damaged(final byte[] message, final SplittableRandom random)
    {
        final byte[] damaged = random.nextInt(4) == 0 ?
            Arrays.copyOf(message, random.nextInt(message.length)) : message.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--)
        {
            damaged[random.nextInt(damaged.length)] = (byte)ODD.charAt(random.nextInt(ODD.length()));
        }

        return damaged;
    }

    private static byte[] surrounded(final byte[] message, final int before, final SplittableRandom random)
    {
        final byte[] buffer = new byte[before + message.length + JsonReader.PADDING];
        for (int i = 0; i < buffer.length; i++)
        {
            buffer[i] = (byte)ODD.charAt(random.nextInt(ODD.length()));
        }
        System.arraycopy(message, 0, buffer, before, message.length);

        return buffer;
    }

    private static String read(final JsonReader reader, final byte[] buffer, final int offset, final int length)
    {
        final StringBuilder text = new StringBuilder();
        try
        {
            readValue(reader.wrap(buffer, offset, length), text, KEYS);
            reader.end();
        }
        catch (final MalformedMessageException ex)
        {
            return MALFORMED;
        }

        return text.toString();
    }

    private static void readValue(final JsonReader reader, final StringBuilder text, final JsonKeys keys)
    {
        switch (reader.peek())
        {
            case '{' ->
            {
                text.append('{');
                reader.beginObject();
                while (reader.nextField())
                {
                    final int key = reader.key(keys);
                    text.append(key).append(name(reader)).append(':');
                    readValue(reader, text, key == 3 ? OTHER_KEYS : KEYS);
                }
                text.append('}');
            }
            case '[' -> readArray(reader, text, keys);
            case '"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
            {
                reader.readDecimal();
                text.append(decimal(reader));
            }
            default -> reader.skipValue();
        }
    }

    private static void readArray(final JsonReader reader, final StringBuilder text, final JsonKeys keys)
    {
        text.append('[');
        reader.beginArray();
        reader.readPairs((first, firstDecimals, second, secondDecimals) -> text
            .append('[').append(first).append('e').append(-firstDecimals)
            .append(second).append('e').append(-secondDecimals).append(']'));
        while (reader.nextElement())
        {
            readValue(reader, text, keys);
        }
        text.append(']');
    }

    private static String name(final JsonReader reader)
    {
        return new String(reader.textBytes(), reader.textOffset(), reader.textLength(), StandardCharsets.UTF_8);
    }

    private static String decimal(final JsonReader reader)
    {
        return reader.isKnown() && reader.isExact() ? reader.mantissa() + "e" + -reader.decimals() : "?";
    }

    private static String text(final byte[] message)
    {
        return new String(message, StandardCharsets.UTF_8);
    }

    /**
     * Messages of one form, with other numbers in each; some fields come and go.
     */
    private static final class Template
    {
        private final SplittableRandom form;
        private final SplittableRandom random;
        private final StringBuilder text = new StringBuilder();

        Template(final SplittableRandom form, final SplittableRandom random)
        {
            this.form = form;
            this.random = random;
        }

        byte[] next()
        {
            object(3);

            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private void object(final int depth)
        {
            text.append('{');
            final int fields = form.nextInt(6);
            final int from = form.nextInt(NAMES.length);
            boolean isFirst = true;
            for (int i = 0; i < fields; i++)
            {
                final long value = form.nextLong();
                if (random.nextInt(10) > 0)
                {
                    text.append(isFirst ? "\"" : ",\"").append(NAMES[(from + i) % NAMES.length]).append("\":");
                    value(new Template(new SplittableRandom(value), random), depth);
                    isFirst = false;
                }
            }
            text.append('}');
        }

        private void value(final Template of, final int depth)
        {
            final int kind = of.form.nextInt(depth > 0 ? 6 : 2);
            switch (kind)
            {
                case 0 -> text.append(of.number());
                case 1, 2 -> text.append('"').append(of.number()).append('"');
                case 3 ->
                {
                    of.object(depth - 1);
                    text.append(of.text);
                }
                case 4 -> elements(of, depth);
                default -> levels(of);
            }
        }

        private void elements(final Template of, final int depth)
        {
            final long element = of.form.nextLong();
            text.append('[');
            for (int i = random.nextInt(4); i > 0; i--)
            {
                final Template next = new Template(new SplittableRandom(element), random);
                next.object(depth - 1);
                text.append(next.text).append(i > 1 ? "," : "");
            }
            text.append(']');
        }

        private void levels(final Template of)
        {
            final long level = of.form.nextLong();
            final boolean isQuoted = of.form.nextBoolean();
            final String more = of.form.nextBoolean() ? "" : ",\"0\",3";
            text.append('[');
            for (int i = random.nextInt(4); i > 0; i--)
            {
                final Template next = new Template(new SplittableRandom(level), random);
                final String quote = isQuoted ? "\"" : "";
                text.append('[').append(quote).append(next.number()).append(quote).append(',');
                text.append(quote).append(next.number()).append(quote).append(more).append(i > 1 ? "]," : "]");
            }
            text.append(']');
        }

        private String number()
        {
            final int whole = form.nextInt(1, 14) + random.nextInt(8) / 7;
            final int decimals = form.nextInt(11) + random.nextInt(8) / 7;
            final StringBuilder digits = new StringBuilder(random.nextInt(20) == 0 ? "-" : "");
            for (int i = 0; i < Math.min(whole, 18 - decimals); i++)
            {
                digits.append((char)('0' + random.nextInt(i == 0 ? 1 : 0, 10)));
            }
            if (decimals > 0)
            {
                digits.append('.');
            }
            for (int i = 0; i < decimals; i++)
            {
                digits.append((char)('0' + random.nextInt(10)));
            }

            return digits.toString();
        }
    }
}
