package io.tickwire.engine.feed.deribit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds packets of Deribit's multicast.
 */
public final class PacketBuilder
{
    public static final int BID = 1;
    public static final int ASK = 0;
    public static final int DELETED = 2;
    public static final int CHANGED = 1;

    private static final int CAPACITY = 4096;

    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

    public PacketBuilder(final int channelId, final int sequence)
    {
        buffer.putShort((short)0).putShort((short)channelId).putInt(sequence);
    }

    public PacketBuilder instrument(final int id, final String name)
    {
        return header(140, 1000, 0, 1).block(140, id).text(name);
    }

    /** The newer definition, with two steps of ticks before its name. */
    public PacketBuilder instrumentV2(final int id, final String name)
    {
        header(139, 1010, 1, 1).block(139, id).group(16, 2);
        buffer.put(new byte[32]);

        return text(name);
    }

    /** A perpetual whose ticks are 0.5, and that is traded by 10. */
    public PacketBuilder perpetual(final int id, final String name, final String base, final String counter)
    {
        return definition(id, name, 0, 0, base, counter, 0.5, 10);
    }

    /** A definition that says what it is of. */
    public PacketBuilder definition(
        final int id,
        final String name,
        final int kind,
        final int period,
        final String base,
        final String counter,
        final double tickSize,
        final double amount)
    {
        header(140, 1000, 0, 1);
        define(id, kind, period, base, counter, 1);
        buffer.putDouble(amount).putDouble(amount).putDouble(tickSize).position(buffer.position() + 40);

        return text(name);
    }

    /** The same by the newer template, with coarser or finer ticks above some price. */
    public PacketBuilder definitionV2(
        final int id, final String name, final int kind, final int period, final double tickSize, final double step)
    {
        header(139, 1010, 1, 1);
        define(id, kind, period, "BTC", "USD", 0);
        buffer.putDouble(1).putDouble(0.1).putDouble(tickSize).position(buffer.position() + 40);
        group(16, 1);
        buffer.putDouble(0.001).putDouble(step);

        return text(name);
    }

    /** {@code levels} are side, kind, price, amount in turn. */
    public PacketBuilder change(
        final int id, final long previousId, final long changeId, final boolean isLast, final double... levels)
    {
        header(29, 1001, 1, 0);
        buffer.putInt(id).putLong(1686858200439L).putLong(previousId).putLong(changeId).put((byte)(isLast ? 1 : 0));
        group(18, levels.length / 4);
        for (int i = 0; i < levels.length; i += 4)
        {
            buffer.put((byte)levels[i]).put((byte)levels[i + 1]).putDouble(levels[i + 2]).putDouble(levels[i + 3]);
        }

        return this;
    }

    /** {@code levels} are side, price, amount in turn. */
    public PacketBuilder snapshot(final int id, final long changeId, final boolean isLast, final double... levels)
    {
        header(22, 1004, 1, 0);
        buffer.putInt(id).putLong(1686858200439L).putLong(changeId).put((byte)1).put((byte)(isLast ? 1 : 0));
        group(17, levels.length / 3);
        for (int i = 0; i < levels.length; i += 3)
        {
            buffer.put((byte)levels[i]).putDouble(levels[i + 1]).putDouble(levels[i + 2]);
        }

        return this;
    }

    public PacketBuilder trade(
        final int id, final int direction, final double price, final double amount, final int liquidation)
    {
        return trade(id, 77, direction, price, amount, liquidation);
    }

    public PacketBuilder trade(
        final int id,
        final long tradeId,
        final int direction,
        final double price,
        final double amount,
        final int liquidation)
    {
        header(4, 1002, 1, 0);
        buffer.putInt(id);
        group(83, 1);
        buffer.put((byte)direction).putDouble(price).putDouble(amount).putLong(1686858200440L);
        buffer.putDouble(1).putDouble(1).putLong(5).putLong(tradeId).put((byte)0).put((byte)liquidation);
        buffer.putDouble(Double.NaN).putLong(0).putLong(0);

        return this;
    }

    public PacketBuilder ticker(
        final int id, final double last, final double mark, final double bid, final double bidAmount)
    {
        header(133, 1003, 0, 0);
        final int begin = buffer.position();
        buffer.putInt(id).put((byte)1).putLong(1686858200441L);
        buffer.putDouble(1).putDouble(2).putDouble(3).putDouble(last).putDouble(4).putDouble(mark);
        buffer.putDouble(bid).putDouble(bidAmount).putDouble(0).putDouble(0);
        buffer.position(begin + 133);

        return this;
    }

    public PacketBuilder snapshotStart()
    {
        return header(4, 1005, 0, 0).block(4, 200);
    }

    /** A message of a template that is not known, with a group in a group. */
    public PacketBuilder unknown()
    {
        header(6, 1999, 1, 1).block(6, 3);
        buffer.putShort((short)2).putShort((short)1).putShort((short)1).putShort((short)1);
        buffer.putShort((short)9).putShort((short)3).putShort((short)2).putShort((short)0).putShort((short)0);
        buffer.put(new byte[6]);

        return text("in the group").text("behind");
    }

    public byte[] bytes()
    {
        buffer.putShort(0, (short)(buffer.position() - 8));

        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void define(
        final int id, final int kind, final int period, final String base, final String counter, final int rfqBytes)
    {
        buffer.putInt(id).put((byte)1).put((byte)kind).put((byte)1).put((byte)0).put(new byte[rfqBytes]);
        buffer.put((byte)period).putShort((short)1);
        for (final String currency : new String[] {base, counter, counter, counter, base})
        {
            buffer.put(Arrays.copyOf(currency.getBytes(StandardCharsets.US_ASCII), 8));
        }
        buffer.putLong(1686858200439L).putLong(1686858200439L).putDouble(Double.NaN);
    }

    private PacketBuilder header(final int blockLength, final int templateId, final int groups, final int texts)
    {
        buffer.putShort((short)blockLength).putShort((short)templateId).putShort((short)1).putShort((short)2);
        buffer.putShort((short)groups).putShort((short)texts);

        return this;
    }

    private PacketBuilder block(final int length, final int first)
    {
        final int begin = buffer.position();
        buffer.putInt(first).position(begin + length);

        return this;
    }

    private PacketBuilder group(final int blockLength, final int count)
    {
        buffer.putShort((short)blockLength).putShort((short)count).putShort((short)0).putShort((short)0);

        return this;
    }

    private PacketBuilder text(final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        buffer.put((byte)bytes.length).put(bytes);

        return this;
    }
}
