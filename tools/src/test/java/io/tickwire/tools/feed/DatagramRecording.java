package io.tickwire.tools.feed;

import io.tickwire.engine.feed.deribit.PacketBuilder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A recording of Deribit's multicast that is made up: changes, trades and tickers of one book by one channel, its
 * definition and whole book by another one, now and then; and what a client must have of it at the end.
 */
final class DatagramRecording
{
    static final String NAME = "BTC-PERPETUAL";
    static final int ID = 14;

    private static final int CHANGES = 1;
    private static final int SNAPSHOTS = 101;
    private static final int STEPS = 300;
    private static final int CYCLE_STEPS = 20;
    private static final int LAST_CYCLES = 4;
    private static final int STEP_US = 3_000;
    private static final int LEVELS = 40;

    private final SplittableRandom random;
    private final List<byte[]> packets = new ArrayList<>();
    private final TreeMap<Double, Integer> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Double, Integer> asks = new TreeMap<>();
    private long changeId = 1_000;
    private int changes;
    private int snapshots;
    private int trades;
    private int buys;
    private BigDecimal quantity = BigDecimal.ZERO;

    DatagramRecording(final long seed)
    {
        random = new SplittableRandom(seed);
        for (int i = 1; i <= LEVELS / 2; i++)
        {
            bids.put(price(true, i), 10 * i);
            asks.put(price(false, i), 10 * i);
        }
        packets.add(changes().ticker(ID, 1, 1, 1, 1).bytes());
        cycle();
        for (int i = 1; i <= STEPS; i++)
        {
            step();
            if (i % CYCLE_STEPS == 0)
            {
                cycle();
            }
        }
        // What was lost last is mended by the last of these.
        for (int i = 0; i < LAST_CYCLES; i++)
        {
            cycle();
        }
    }

    /** As a {@code pcapng} of UDP over IPv4 over Ethernet. */
    Path write(final Path file) throws IOException
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(little(28).putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short)1).putShort((short)0)
            .putLong(-1).putInt(28).array());
        out.write(little(20).putInt(1).putInt(20).putShort((short)1).putShort((short)0).putInt(0).putInt(20).array());
        long timeUs = 1_686_858_200_000_000L;
        for (final byte[] packet : packets)
        {
            final byte[] frame = frame(packet);
            final int padded = frame.length + 3 & ~3;
            out.write(little(32 + padded).putInt(6).putInt(32 + padded).putInt(0).putInt((int)(timeUs >>> 32))
                .putInt((int)timeUs).putInt(frame.length).putInt(frame.length).put(frame)
                .putInt(28 + padded, 32 + padded).array());
            timeUs += STEP_US;
        }
        Files.write(file, out.toByteArray());

        return file;
    }

    /** A definition, as it comes before all that is recorded. */
    static byte[] definition(final int sequence)
    {
        return new PacketBuilder(SNAPSHOTS, sequence).perpetual(ID, NAME, "BTC", "USD").bytes();
    }

    /** As results of recordings have it. */
    String book()
    {
        return "{\"live\":true,\"top10_bids\":" + top(bids) + ",\"top10_asks\":" + top(asks) + "}";
    }

    int trades()
    {
        return trades;
    }

    int buys()
    {
        return buys;
    }

    BigDecimal quantity()
    {
        return quantity;
    }

    private void step()
    {
        if (random.nextInt(4) == 0)
        {
            final int amount = 10 * (1 + random.nextInt(9));
            final int direction = random.nextInt(2);
            trades++;
            buys += direction == 0 ? 1 : 0;
            quantity = quantity.add(BigDecimal.valueOf(amount));
            packets.add(changes().trade(ID, trades, direction, asks.firstKey(), amount, 0).bytes());
            return;
        }
        final boolean isBid = random.nextBoolean();
        final double price = price(isBid, 1 + random.nextInt(LEVELS));
        final TreeMap<Double, Integer> side = isBid ? bids : asks;
        final boolean isDeleted = side.size() > 1 && side.containsKey(price) && random.nextInt(3) == 0;
        final int amount = isDeleted ? 0 : 10 * (1 + random.nextInt(99));
        if (isDeleted)
        {
            side.remove(price);
        }
        else
        {
            side.put(price, amount);
        }
        final long previousId = changeId;
        changeId += 1 + random.nextInt(5);
        packets.add(changes().change(
            ID, previousId, changeId, true, isBid ? PacketBuilder.BID : PacketBuilder.ASK,
            isDeleted ? PacketBuilder.DELETED : PacketBuilder.CHANGED, price, amount).bytes());
    }

    private void cycle()
    {
        final List<Double> levels = new ArrayList<>();
        bids.forEach((price, amount) -> levels.addAll(List.of((double)PacketBuilder.BID, price, (double)amount)));
        asks.forEach((price, amount) -> levels.addAll(List.of((double)PacketBuilder.ASK, price, (double)amount)));
        packets.add(new PacketBuilder(SNAPSHOTS, ++snapshots).snapshotStart().perpetual(ID, NAME, "BTC", "USD")
            .snapshot(ID, changeId, true, levels.stream().mapToDouble(Double::doubleValue).toArray()).bytes());
    }

    private PacketBuilder changes()
    {
        return new PacketBuilder(CHANGES, ++changes);
    }

    private static double price(final boolean isBid, final int level)
    {
        return isBid ? 25_000 - 0.5 * level : 25_000 + 0.5 * level;
    }

    private static String top(final TreeMap<Double, Integer> side)
    {
        final List<String> levels = new ArrayList<>();
        side.entrySet().stream().limit(10).forEach(level ->
            levels.add("[\"" + level.getKey() + "\",\"" + level.getValue() + "\"]"));

        return levels.toString();
    }

    private static byte[] frame(final byte[] payload)
    {
        final ByteBuffer frame = ByteBuffer.allocate(42 + payload.length);
        frame.position(12).putShort((short)0x0800);
        frame.put((byte)0x45).put((byte)0).putShort((short)(28 + payload.length)).putInt(0)
            .put((byte)1).put((byte)17).putShort((short)0).putInt(0x7F000001).putInt(0xEF6F6F01);
        frame.putShort((short)6100).putShort((short)6100).putShort((short)(8 + payload.length)).putShort((short)0);

        return frame.put(payload).array();
    }

    private static ByteBuffer little(final int bytes)
    {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
