package io.tickwire.bench.wire;

import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;

class WireEncodingTest
{
    private static final long DUE_US = 1_795_000_001_234_567L;
    private static final long SEQUENCE = 70_000;

    @Test
    void shouldFindBothFieldsInJson()
    {
        expect(WireEncoding.JSON, ("{\"type\":\"bbo_update\",\"pseq\":1,\"seq\":" + SEQUENCE + ",\"t_ex\":" + DUE_US +
            ",\"bid\":1.5}").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldFindBothFieldsInMsgpack() throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packMapHeader(3).packString("pseq").packLong(1).packString("seq").packLong(SEQUENCE)
                .packString("t_ex").packLong(DUE_US);
            expect(WireEncoding.MSGPACK, packer.toByteArray());
        }
    }

    @Test
    void shouldFindBothFieldsInCompact() throws IOException
    {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker())
        {
            packer.packArrayHeader(20).packInt(5).packInt(300).packLong(SEQUENCE).packLong(SEQUENCE - 1).packInt(12)
                .packLong(DUE_US);
            expect(WireEncoding.COMPACT, packer.toByteArray());
        }
    }

    @Test
    void shouldFindBothFieldsInSbe()
    {
        final ByteBuffer bytes = ByteBuffer.allocate(136).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(16, SEQUENCE).putLong(40, DUE_US * 1_000);
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

    private static void expect(final WireEncoding encoding, final byte[] message)
    {
        // Behind another message, and before one: only what stands from position to limit counts.
        final ByteBuffer buffer = ByteBuffer.allocate(message.length + 14);
        buffer.position(7).put(message).flip().position(7);
        assertEquals(SEQUENCE, encoding.sequence(buffer));
        assertEquals(DUE_US * 1_000, encoding.dueNs(buffer));
    }
}
