package io.tickwire.transport.ws;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Utf8CheckTest
{
    private static final int MAX_CODE_POINTS = 40;
    private static final byte[][] TAILS = {
        {}, {(byte)0x80}, {(byte)0xBF}, {(byte)0x80, (byte)0x80}, {(byte)0xBF, (byte)0xBF},
        {(byte)0x80, (byte)0x80, (byte)0x80}, {(byte)0xBF, (byte)0xBF, (byte)0xBF}};

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);

    @Property(tries = 2_000, seed = "20261127")
    void shouldAcceptEveryTextInAllCuts(@ForAll final long seed)
    {
        final byte[] bytes = textOf(new Random(seed));
        for (int cut = 0; cut <= bytes.length; cut++)
        {
            final Utf8Check check = new Utf8Check();
            final ByteBuffer buffer = ByteBuffer.wrap(bytes);

            assertTrue(check.accept(buffer, 0, cut));
            assertEquals(isCharacterEnd(bytes, cut), check.isComplete());
            assertTrue(check.accept(buffer, cut, bytes.length));
            assertTrue(check.isComplete());
        }
    }

    @Property(tries = 5_000, seed = "20261127")
    void shouldAgreeWithTheDecoderOfTheJdk(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final byte[] bytes = textOf(random);
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--)
        {
            bytes[random.nextInt(bytes.length)] = (byte)random.nextInt(256);
        }

        assertAgreement(bytes);
    }

    /** Each pair of bytes, with all that may follow in its bounds. */
    @Example
    void shouldAgreeOnEveryBeginning()
    {
        for (int first = 0; first < 256; first++)
        {
            for (int second = 0; second < 256; second++)
            {
                for (final byte[] tail : TAILS)
                {
                    final byte[] bytes = new byte[2 + tail.length];
                    bytes[0] = (byte)first;
                    bytes[1] = (byte)second;
                    System.arraycopy(tail, 0, bytes, 2, tail.length);
                    assertAgreement(bytes);
                }
            }
        }
    }

    @Example
    void shouldBeginAnew()
    {
        final Utf8Check check = new Utf8Check();
        final ByteBuffer half = ByteBuffer.wrap(new byte[]{(byte)0xE0});

        assertTrue(check.accept(half, 0, 1));
        assertFalse(check.isComplete());
        check.reset();
        assertTrue(check.isComplete());
        assertTrue(check.accept(ByteBuffer.wrap(new byte[]{'a'}), 0, 1));
    }

    /**
     * Byte by byte and at once, the check fails where nothing can make the bytes so far a text.
     */
    private void assertAgreement(final byte[] bytes)
    {
        final int impossibleAt = impossibleAt(bytes);
        final Utf8Check check = new Utf8Check();
        final ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = 0;
        while (at < bytes.length && check.accept(buffer, at, at + 1))
        {
            at++;
        }

        assertEquals(impossibleAt, at, () -> Arrays.toString(bytes));
        assertEquals(impossibleAt == bytes.length, new Utf8Check().accept(buffer, 0, bytes.length));
        if (at == bytes.length)
        {
            assertEquals(isText(bytes), check.isComplete());
        }
    }

    /**
     * The index of the first byte with which no text begins; the length where there is none.
     */
    private int impossibleAt(final byte[] bytes)
    {
        for (int length = 1; length <= bytes.length; length++)
        {
            if (!isBeginning(bytes, length))
            {
                return length - 1;
            }
        }

        return bytes.length;
    }

    /**
     * Whether something can be added that makes it a text: what begins a character is ended by the least or the
     * greatest bytes that end any.
     */
    private boolean isBeginning(final byte[] bytes, final int length)
    {
        for (final byte[] tail : TAILS)
        {
            final byte[] whole = Arrays.copyOf(bytes, length + tail.length);
            System.arraycopy(tail, 0, whole, length, tail.length);
            if (isText(whole))
            {
                return true;
            }
        }

        return false;
    }

    private boolean isText(final byte[] bytes)
    {
        decoder.reset();

        return !decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), true).isError();
    }

    private static boolean isCharacterEnd(final byte[] bytes, final int at)
    {
        return at == bytes.length || (bytes[at] & 0xC0) != 0x80;
    }

    private static byte[] textOf(final Random random)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(MAX_CODE_POINTS); i > 0; i--)
        {
            final int codePoint = random.nextInt(0x110000) >>> random.nextInt(21);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint);
        }

        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
