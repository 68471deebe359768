package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WireEncodingTest
{
    private static final long DUE_US = 1_795_000_001_234_567L;
    private static final long SEQUENCE = 70_000;
    private static final long PREVIOUS = SEQUENCE - 3;

    @Test
    void shouldFindBothFieldsInJson()
    {
        expect(WireEncoding.JSON, ("{\"type\":\"bbo_update\",\"seq\":" + SEQUENCE + ",\"pseq\":" + PREVIOUS +
            ",\"t_ex\":" + DUE_US + ",\"bid\":1.5}").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldFindBothFieldsInMsgpack() throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(3).packString("pseq").packLong(PREVIOUS).packString("seq").packLong(SEQUENCE)
                .packString("t_ex").packLong(DUE_US);
            expect(WireEncoding.MSGPACK, packer.toByteArray());
        }
    }

    @Test
    void shouldFindBothFieldsInCompact() throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packArrayHeader(20).packInt(5).packInt(300).packLong(SEQUENCE).packLong(PREVIOUS).packInt(12)
                .packLong(DUE_US);
            expect(WireEncoding.COMPACT, packer.toByteArray());
        }
    }

    @Test
    void shouldFindBothFieldsInSbe()
    {
        final ByteBuffer bytes = ByteBuffer.allocate(136).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(16, SEQUENCE).putLong(24, PREVIOUS).putLong(40, DUE_US * 1_000);
        expect(WireEncoding.SBE, bytes.array());
    }

    @Test
    void shouldPassOverWhatIsNotData()
    {
        final byte[] subscribed = ("{\"type\":\"subscribed\",\"channel\":\"bbo\",\"symbols\":[\"BENCH\"],\"sid\":[1]," +
            "\"epoch\":1795000001}").getBytes(StandardCharsets.US_ASCII);
        assertEquals(WireEncoding.NONE, WireEncoding.SBE.sequence(ByteBuffer.wrap(subscribed)));
        assertEquals(WireEncoding.NONE, WireEncoding.JSON.dueNs(ByteBuffer.wrap(subscribed)));
        assertEquals(WireEncoding.NONE, WireEncoding.COMPACT.sequence(ByteBuffer.wrap(new byte[] {(byte)0x81, 1, 2})));
    }

    @Test
    void shouldTellWhetherItIsSlow() throws IOException
    {
        final byte[] slow =
            "{\"type\":\"slow\",\"queued_bytes\":140000,\"age_us\":5}".getBytes(StandardCharsets.US_ASCII);
        final byte[] other = "{\"type\":\"stale\",\"reason\":\"slow\"}".getBytes(StandardCharsets.US_ASCII);
        for (final WireEncoding encoding : List.of(WireEncoding.JSON, WireEncoding.SBE))
        {
            assertTrue(encoding.tellsSlow(ByteBuffer.wrap(slow)));
            assertFalse(encoding.tellsSlow(ByteBuffer.wrap(other)));
        }
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(2).packString("type").packString("slow").packString("queued_bytes").packInt(140_000);
            assertTrue(WireEncoding.MSGPACK.tellsSlow(ByteBuffer.wrap(packer.toByteArray())));
            assertTrue(WireEncoding.COMPACT.tellsSlow(ByteBuffer.wrap(packer.toByteArray())));
        }
    }

    private static void expect(final WireEncoding encoding, final byte[] message)
    {
        // Behind another message, and before one: only what stands from position to limit counts.
        final ByteBuffer buffer = ByteBuffer.allocate(message.length + 14);
        buffer.position(7).put(message).flip().position(7);
        assertEquals(SEQUENCE, encoding.sequence(buffer));
        assertEquals(PREVIOUS, encoding.previousSequence(buffer));
        assertEquals(DUE_US * 1_000, encoding.dueNs(buffer));
    }
}
