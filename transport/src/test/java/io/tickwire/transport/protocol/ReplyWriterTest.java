package io.tickwire.transport.protocol;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ReplyWriterTest
{
    private static final int OFFSET = 16;

    private final ReplyWriter writer = new ReplyWriter();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(0);

    @Test
    void shouldWriteEveryKindOfValueInBothForms()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("none", null);
        map.put("empty", Map.of());
        final Reply reply = Reply.of("response")
            .with("text", "a\"\\\n\r\t\u0001/é\u20ac\ud83d\ude00")
            .with("long", Long.MIN_VALUE)
            .with("int", 7)
            .with("double", 1.5)
            .with("flag", true)
            .with("nothing", null)
            .with("list", Arrays.asList(1, -40, 200, 70_000, 5_000_000_000L, -200, -40_000, -3_000_000_000L, null))
            .with("map", map)
            .withId("x");

        assertEquals(WireValues.ofJson(WireValues.json(reply.fields())), WireValues.ofJson(json(reply)));
        assertEquals(WireValues.ofJson(WireValues.json(reply.fields())), WireValues.ofMsgpack(msgpack(reply)));
    }

    @Test
    void shouldWriteFieldsInTheirOrder()
    {
        assertEquals(
            "{\"type\":\"error\",\"code\":\"invalid_symbol\",\"message\":\"Symbol 'xyz' not found\",\"id\":3}",
            text(Reply.error(ErrorCode.INVALID_SYMBOL, "Symbol 'xyz' not found", 3L)));
    }

    @Test
    void shouldWriteNumbersAsPeopleDo()
    {
        assertEquals(
            "{\"type\":\"x\",\"a\":1795436521.25,\"b\":0.0000015,\"c\":1.0E30,\"d\":-0.0,\"e\":20000000000.0}",
            text(Reply.of("x")
                .with("a", 1_795_436_521.25)
                .with("b", 1.5e-6)
                .with("c", 1e30)
                .with("d", -0.0)
                .with("e", 2e10)));
    }

    @Test
    void shouldWriteNullForWhatIsNotFinite()
    {
        final Reply reply = Reply.of("x").with("a", Double.NaN).with("b", Float.NEGATIVE_INFINITY);

        assertEquals("{\"type\":\"x\",\"a\":null,\"b\":null}", text(reply));
        assertEquals(WireValues.ofJson(json(reply)), WireValues.ofMsgpack(msgpack(reply)));
    }

    @Test
    void shouldReplaceHalvesOfSurrogatePairs()
    {
        final Reply reply = Reply.of("x").with("a\ud800", "\udc00b\ud83d");

        assertEquals(Map.of("type", "x", "a\ufffd", "\ufffdb\ufffd"), WireValues.ofJson(json(reply)));
        assertEquals(Map.of("type", "x", "a\ufffd", "\ufffdb\ufffd"), WireValues.ofMsgpack(msgpack(reply)));
    }

    @Test
    void shouldPutInWhatIsEncodedAlready()
    {
        final EncodedValue value = new EncodedValue(
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8), WireValues.msgpack(Map.of("a", 1)));
        final Reply reply = Reply.of("broadcast").with("data", value).with("from", List.of(value, value));

        assertEquals(
            "{\"type\":\"broadcast\",\"data\":{\"a\":1},\"from\":[{\"a\":1},{\"a\":1}]}", text(reply));
        assertEquals(WireValues.ofJson(json(reply)), WireValues.ofMsgpack(msgpack(reply)));
        assertEquals(
            "{\"type\":\"x\",\"raw\":[1]}", text(Reply.of("x").with("raw", "[1]".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void shouldWriteListsAndTextsOfEveryLength()
    {
        for (final int length : new int[]{0, 15, 16, 31, 32, 255, 256, 65_535, 65_536})
        {
            final Reply reply = Reply.of("x")
                .with("list", Collections.nCopies(length, 1))
                .with("text", "é".repeat(length / 2) + "x".repeat(length % 2));

            assertEquals(WireValues.ofJson(json(reply)), WireValues.ofMsgpack(msgpack(reply)), "length=" + length);
        }
    }

    @Test
    void shouldRefuseWhatIsNoValue()
    {
        assertThrows(IllegalArgumentException.class, () -> json(Reply.of("x").with("a", new Object())));
        assertThrows(
            IllegalArgumentException.class, () -> json(Reply.of("x").with("a", new java.math.BigDecimal(1))));
    }

    @Test
    void shouldStayWithinABufferThatDoesNotGrow()
    {
        final UnsafeBuffer room = new UnsafeBuffer(new byte[14]);

        assertEquals(12, writer.write(Reply.of("x"), WireForm.JSON, room, 2));
        assertThrows(
            IndexOutOfBoundsException.class, () -> writer.write(Reply.of("xy"), WireForm.JSON, room, 2));
    }

    private String text(final Reply reply)
    {
        return new String(json(reply), StandardCharsets.UTF_8);
    }

    private byte[] json(final Reply reply)
    {
        return written(reply, WireForm.JSON);
    }

    private byte[] msgpack(final Reply reply)
    {
        return written(reply, WireForm.MSGPACK);
    }

    private byte[] written(final Reply reply, final WireForm form)
    {
        final byte[] bytes = new byte[writer.write(reply, form, buffer, OFFSET)];
        buffer.getBytes(OFFSET, bytes);

        return bytes;
    }
}
