package io.tickwire.engine.capture;

import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets as Wireshark keeps them: of each that is UDP over IPv4, the payload is a message. A block is
 * {@code type u32 | length u32 | body | length u32}, in the order of bytes that its section's header tells.
 * Thread: any
 */
final class PcapngSource extends CaptureSource
{
    static final int SECTION = 0x0A0D0D0A;

    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int BLOCK_HEAD = 2 * Integer.BYTES;
    private static final int BLOCK_FRAME = BLOCK_HEAD + Integer.BYTES;
    private static final int PACKET_HEAD = 5 * Integer.BYTES;
    private static final int INTERFACE_HEAD = 2 * Integer.BYTES;
    private static final int RESOLUTION_OPTION = 9;
    private static final int MICROS = 6;
    private static final int BINARY_RESOLUTION = 0x80;
    private static final long SECOND_NS = 1_000_000_000L;

    /**
     * Where packets were taken from.
     *
     * @param link        the kind of what is around them.
     * @param ticksPerSecond of their times.
     * Thread: any
     */
    private record Interface(int link, long ticksPerSecond)
    {
    }

    private final FrameInput input;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    PcapngSource(final int connection, final FrameInput input)
    {
        super(connection);
        this.input = input;
    }

    @Override
    boolean next() throws IOException
    {
        while (input.read(BLOCK_HEAD))
        {
            final int type = input.view().getInt(0, order);
            final int length = type == SECTION ? readSection() : input.view().getInt(Integer.BYTES, order);
            if (type != SECTION)
            {
                if (length < BLOCK_FRAME || length % Integer.BYTES != 0)
                {
                    throw input.error("not a block's length: " + length);
                }
                input.require(length - BLOCK_HEAD);
                if (type == INTERFACE)
                {
                    interfaces.add(readInterface(length - BLOCK_FRAME));
                }
                else if (type == PACKET && readPacket(length - BLOCK_FRAME))
                {
                    return true;
                }
            }
        }

        return false;
    }

    @Override
    long readBytes()
    {
        return input.readBytes();
    }

    @Override
    public void close() throws IOException
    {
        input.close();
    }

    /** A section has an order of bytes and interfaces of its own. */
    private int readSection() throws IOException
    {
        final int raw = input.view().getInt(Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
        input.require(Integer.BYTES);
        final int magic = input.view().getInt(0, ByteOrder.LITTLE_ENDIAN);
        if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC))
        {
            throw input.error("not a section of pcapng");
        }
        order = magic == BYTE_ORDER_MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        interfaces.clear();
        final int length = order == ByteOrder.LITTLE_ENDIAN ? raw : Integer.reverseBytes(raw);
        if (length < BLOCK_FRAME + Integer.BYTES)
        {
            throw input.error("not a block's length: " + length);
        }
        input.require(length - BLOCK_HEAD - Integer.BYTES);

        return length;
    }

    private Interface readInterface(final int length) throws IOException
    {
        final UnsafeBuffer view = input.view();
        if (length < INTERFACE_HEAD)
        {
            throw input.error("the description of an interface is cut off");
        }
        final int link = view.getShort(0, order) & 0xFFFF;
        int resolution = MICROS;
        int at = INTERFACE_HEAD;
        while (at + Integer.BYTES < length)
        {
            final int code = view.getShort(at, order) & 0xFFFF;
            final int bytes = view.getShort(at + Short.BYTES, order) & 0xFFFF;
            if (code == RESOLUTION_OPTION && bytes == 1)
            {
                resolution = view.getByte(at + Integer.BYTES) & 0xFF;
            }
            at += Integer.BYTES + (bytes + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
        }

        return new Interface(link, ticksPerSecond(resolution));
    }

    private long ticksPerSecond(final int resolution) throws IOException
    {
        final int exponent = resolution & ~BINARY_RESOLUTION;
        if (exponent > (resolution < BINARY_RESOLUTION ? 18 : 62))
        {
            throw input.error("a resolution of time that is out of range: " + resolution);
        }

        return resolution < BINARY_RESOLUTION ?
            Decimals.power(exponent) : 1L << exponent;
    }

    private boolean readPacket(final int length) throws IOException
    {
        final UnsafeBuffer view = input.view();
        final int index = length < PACKET_HEAD ? -1 : view.getInt(0, order);
        if (index < 0 || index >= interfaces.size())
        {
            throw input.error("a packet of no interface");
        }
        final Interface from = interfaces.get(index);
        final long ticks = (long)view.getInt(Integer.BYTES, order) << Integer.SIZE |
            view.getInt(2 * Integer.BYTES, order) & 0xFFFF_FFFFL;
        final int captured = view.getInt(3 * Integer.BYTES, order);
        if (captured < 0 || captured > length - PACKET_HEAD)
        {
            throw input.error("a packet longer than its block: " + captured);
        }
        final UdpPayload payload = UdpPayload.find(view, PACKET_HEAD, captured, from.link());
        if (payload == null)
        {
            return false;
        }
        final long perSecond = from.ticksPerSecond();
        final long fraction = Math.floorMod(ticks, perSecond);
        final long fractionNs =
            perSecond <= SECOND_NS ? fraction * SECOND_NS / perSecond : fraction / (perSecond / SECOND_NS);
        final long timeNs = Math.floorDiv(ticks, perSecond) * SECOND_NS + fractionNs;
        event.set(CaptureEvent.Kind.RECEIVED, timeNs).bytes(input.buffer(), payload.offset(), payload.length());

        return true;
    }
}
