package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JsonTextTest
{
    private static final long SEED = 20261123L;
    private static final int PAGE = 4096;
    private static final int RANDOM_TEXTS = 200_000;

    /** A text of the schema is not longer. */
    private static final int LONGEST_BYTES = 65_534;

    private final JsonFactory factory = new JsonFactory();

    @Test
    void shouldReadBackEachCodePointAlone() throws IOException
    {
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += PAGE)
        {
            final List<String> texts = new ArrayList<>();
            codePoints(from).forEach(codePoint -> texts.add(Character.toString(codePoint)));
            assertReadBack(texts);
        }
    }

    @Test
    void shouldReadBackCodePointsBesideEachOther() throws IOException
    {
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += PAGE)
        {
            final StringBuilder text = new StringBuilder();
            codePoints(from).forEach(text::appendCodePoint);
            assertReadBack(List.of(text.toString()));
        }
    }

    @Test
    void shouldReadBackMixesOfWhatIsEscapedAndWhatIsNot() throws IOException
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < RANDOM_TEXTS; i++)
        {
            texts.add(randomText(random));
        }
        assertReadBack(texts);
    }

    @Test
    void shouldReadBackTheEmptyTextAndTheLongest() throws IOException
    {
        assertArrayEquals(new byte[]{'"', '"'}, JsonText.quoted(""));
        for (final String text : List.of("\u0001", "\"", "\\", "\u007f", "x", "\n"))
        {
            final String longest = text.repeat(LONGEST_BYTES);
            assertReadBack(List.of(longest, "", longest));
        }
        assertReadBack(List.of("\ud83d\ude80".repeat(LONGEST_BYTES / 4)));
    }

    @Test
    void shouldWriteNoControlCharacterAsItIs()
    {
        for (int codePoint = 0; codePoint < 0x80; codePoint++)
        {
            final byte[] quoted = JsonText.quoted(Character.toString(codePoint));
            for (final byte octet : quoted)
            {
                assertTrue(octet >= 0x20 && octet < 0x7f, "codePoint=" + codePoint);
            }
            final boolean isEscaped = codePoint < 0x20 || codePoint == 0x7f || codePoint == '"' || codePoint == '\\';
            assertEquals(isEscaped, quoted.length > 3, "codePoint=" + codePoint);
        }
    }

    @Test
    void shouldTakeItsPartOfALargerTextAndTouchNoMore() throws IOException
    {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        final GuardedBuffer guarded = new GuardedBuffer(256);
        for (int i = 0; i < RANDOM_TEXTS; i++)
        {
            final byte[] before = randomText(random).getBytes(StandardCharsets.UTF_8);
            final byte[] part = randomText(random).getBytes(StandardCharsets.UTF_8);
            final byte[] all = Arrays.copyOf(before, before.length + part.length + 3);
            System.arraycopy(part, 0, all, before.length, part.length);

            final int offset = guarded.offset(i);
            final int end = JsonText.putQuoted(
                guarded.bytes(), offset, new UnsafeBuffer(all), before.length, part.length);
            final byte[] quoted = Arrays.copyOfRange(guarded.bytes(), offset, end);
            assertArrayEquals(JsonText.quoted(new String(part, StandardCharsets.UTF_8)), quoted, "seed=" + (SEED + 1));
            assertTrue(quoted.length <= part.length * JsonText.MAX_ESCAPED_BYTES + 2);
            guarded.assertTouchedOnly(offset, end);
        }
    }

    private void assertReadBack(final List<String> texts) throws IOException
    {
        final ByteArrayOutputStream array = new ByteArrayOutputStream();
        for (final String text : texts)
        {
            final byte[] quoted = JsonText.quoted(text);
            final int utf8Bytes = text.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(quoted.length <= utf8Bytes * JsonText.MAX_ESCAPED_BYTES + 2);
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(quoted);
        }
        array.write(array.size() == 0 ? '[' : ' ');
        array.write(']');

        try (JsonParser parser = factory.createParser(array.toByteArray()))
        {
            assertEquals(JsonToken.START_ARRAY, parser.nextToken());
            for (final String text : texts)
            {
                assertEquals(JsonToken.VALUE_STRING, parser.nextToken());
                assertEquals(text, parser.getText());
            }
            assertEquals(JsonToken.END_ARRAY, parser.nextToken());
            assertNull(parser.nextToken());
        }
    }

    /** A page of code points, without the halves of pairs: they are no text of their own. */
    private static List<Integer> codePoints(final int from)
    {
        final List<Integer> codePoints = new ArrayList<>();
        for (int codePoint = from; codePoint < from + PAGE; codePoint++)
        {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
            {
                codePoints.add(codePoint);
            }
        }

        return codePoints;
    }

    private static String randomText(final SplittableRandom random)
    {
        final StringBuilder text = new StringBuilder();
        final int length = random.nextInt(12);
        for (int i = 0; i < length; i++)
        {
            text.appendCodePoint(switch (random.nextInt(5))
            {
                case 0 -> "\"\\/\b\f\n\r\t\u007f".charAt(random.nextInt(9));
                case 1 -> random.nextInt(0x20);
                case 2 -> random.nextInt(0x80, 0x800);
                case 3 -> random.nextInt(0x10000, 0x110000);
                default -> random.nextInt(0x20, 0x7f);
            });
        }

        return text.toString();
    }
}
