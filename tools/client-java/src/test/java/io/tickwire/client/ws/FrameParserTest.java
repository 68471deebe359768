package io.tickwire.client.ws;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Frames cut wherever they may be, and frames that no server may send.
 */
class FrameParserTest
{
    private static final int MAX_BYTES = 1_000;

    private final FrameParser parser = new FrameParser(MAX_BYTES);
    private final List<String> told = new ArrayList<>();
    private final FrameHandler handler = (opcode, buffer, offset, length) ->
        told.add(opcode + ":" + buffer.getStringWithoutLengthUtf8(offset, length));

    @Test
    void shouldTellTheSameWhereverTheBytesAreCut()
    {
        // A text, a ping within a message of three fragments, one of 126 bytes, an empty one.
        final byte[] bytes = join(
            "8105" + hex("hello"), "0103" + hex("grn"), "8902" + hex("hi"), "0000",
            "8003" + hex("end"), "827e007e" + hex("x".repeat(126)), "8100");
        final List<String> expected =
            List.of("1:hello", "9:hi", "1:grnend", "2:" + "x".repeat(126), "1:");
        for (int cut = 0; cut <= bytes.length; cut++)
        {
            told.clear();
            parser.reset();
            final int at = parse(bytes, 0, cut);
            parse(bytes, at, bytes.length);
            assertEquals(expected, told, "cut at " + cut);
        }
        told.clear();
        int at = 0;
        for (int limit = 1; limit <= bytes.length; limit++)
        {
            at = parse(bytes, at, limit);
        }
        assertEquals(expected, told);
    }

    @ParameterizedTest
    @CsvSource({
        "c100, 1002",
        "9100, 1002",
        "8300, 1002",
        "8b00, 1002",
        "818000000000, 1002",
        "0900, 1002",
        "897e007e, 1002",
        "8000, 1002",
        "0000, 1002",
        "01008100, 1002",
        "817e0005, 1002",
        "817f0000000000000005, 1002",
        "817fffffffffffffffff, 1002",
        "817f000000007fffffff, 1009",
        "817e03e9, 1009",
        "8101ff, 1007",
        "8102c080, 1007",
        "8103eda080, 1007",
        "8104f4908080, 1007",
        "8102c3, 0",
        "01 01 c3 80 01 a4, 0",
        "01 01 c3 80 01 c3, 1007"})
    void shouldRefuseWhatNoServerMaySend(final String hex, final int code)
    {
        final byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        if (code == 0)
        {
            parse(bytes, 0, bytes.length);
        }
        else
        {
            assertEquals(code, assertThrows(
                WebSocketException.class, () -> parse(bytes, 0, bytes.length)).closeCode());
        }
    }

    @Test
    void shouldBoundFragmentsTogether()
    {
        final byte[] first = join("017e0384" + hex("a".repeat(900)));
        parse(first, 0, first.length);
        final byte[] second = join("8065" + hex("b".repeat(101)));
        assertEquals(1009, assertThrows(
            WebSocketException.class, () -> parse(second, 0, second.length)).closeCode());
    }

    @Test
    void shouldSurviveNoise()
    {
        final Random random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            parser.reset();
            try
            {
                parse(noise, 0, noise.length);
            }
            catch (final WebSocketException ex)
            {
                assertEquals(true, ex.closeCode() == 1002 || ex.closeCode() == 1007 || ex.closeCode() == 1009);
            }
        }
    }

    private int parse(final byte[] bytes, final int from, final int limit)
    {
        return parser.parse(new UnsafeBuffer(Arrays.copyOf(bytes, limit)), from, limit, handler);
    }

    private static byte[] join(final String... hex)
    {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private static String hex(final String text)
    {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
