package io.tickwire.engine.encode;

import io.tickwire.engine.schema.SeededMantissas;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** Streams and their updates, the same for the same seed: edges of formats as often as ordinary values. */
final class SeededUpdates
{
    private static final List<String> NAMES = List.of(
        "BTC/USD", "kraken", "", "A\"B\\C", "\n\t\u0000\u001f\u007f/USD", "\u6bd4\u7279\u5e01/USD", "\u00e9\u00df",
        "\ud83d\ude80/USD", "x".repeat(31), "x".repeat(32), "y".repeat(255), "y".repeat(256), "\u20ac".repeat(85),
        "\"".repeat(255), "{\"type\":\"", "z".repeat(300));
    private static final int[] INTERVALS = {1, 7, 60, 300, 900, 3_600, 14_400, 86_400, 7 * 86_400};
    private static final int SHORT_NAMES = 13;
    private static final StreamLabel.Tags TAGS = new StreamLabel.Tags()
    {
        @Override
        public String indicator(final int id)
        {
            return NAMES.get(id % SHORT_NAMES);
        }

        @Override
        public String venue(final int id)
        {
            return NAMES.get((id + 3) % SHORT_NAMES);
        }
    };
    private static final long[] WIRE_IDS = {0, 1, 127, 128, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL};
    private static final long YEAR_2100_NS = 4_102_444_800_000_000_000L;
    private static final int SHIB_EXPONENT = -18;
    private static final long ID_EDGE = 1L << 63;

    private final SplittableRandom random;
    private final SeededMantissas mantissas;
    private int oddsOfNull;

    SeededUpdates(final long seed)
    {
        random = new SplittableRandom(seed);
        mantissas = new SeededMantissas(random);
    }

    /** Makes what a stream is read back with. */
    interface Streams
    {
        Updates open(StreamLabel label);
    }

    /** Takes the updates of a stream. */
    interface Updates
    {
        void accept(NaiveUpdate update, long noise) throws IOException;
    }

    /** Hand all updates of all streams over; what goes wrong is told with all that it takes to see it again. */
    static void forEach(
        final long seed, final UpdateLayout layout, final int streams, final int updates, final Streams reader)
    {
        final SeededUpdates seeded = new SeededUpdates(seed);
        for (int stream = 0; stream < streams; stream++)
        {
            final StreamLabel label = seeded.label();
            final Updates readBack = reader.open(label);
            for (int i = 0; i < updates; i++)
            {
                final NaiveUpdate update = seeded.update(layout, label);
                try
                {
                    readBack.accept(update, seeded.mantissas.next());
                }
                catch (final IOException | RuntimeException | AssertionError ex)
                {
                    throw new AssertionError("seed=" + seed + " layout=" + layout + " stream=" + stream +
                        " update=" + i + " label=" + label + " map=" + update.map(true), ex);
                }
            }
        }
    }

    StreamLabel label()
    {
        // One stream in four lacks nothing, and one lacks half.
        oddsOfNull = new int[]{Integer.MAX_VALUE, 8, 8, 2}[random.nextInt(4)];
        final long wireId = random.nextBoolean() ?
            WIRE_IDS[random.nextInt(WIRE_IDS.length)] : random.nextLong() >>> Integer.SIZE;

        return new StreamLabel(
            wireId,
            NAMES.get(random.nextInt(NAMES.size())),
            NAMES.get(random.nextInt(NAMES.size())),
            random.nextInt(8) == 0 ? SHIB_EXPONENT : mantissas.exponent(),
            mantissas.exponent(),
            INTERVALS[random.nextInt(INTERVALS.length)],
            TAGS);
    }

    NaiveUpdate update(final UpdateLayout layout, final StreamLabel label)
    {
        final NaiveUpdate update = new NaiveUpdate(layout, label);
        update.sequence = count();
        update.previous = count();
        update.global = count();
        update.exchangeNs = random.nextInt(oddsOfNull) == 0 ? Long.MIN_VALUE : time();
        update.receiveNs = time();
        update.sendNs = time();

        update.price = price(label);
        update.quantity = decimal();
        update.change = decimal();
        update.volume = decimal();
        update.bid = price(label);
        update.bidQuantity = decimal();
        update.ask = price(label);
        update.askQuantity = decimal();
        update.side = random.nextInt(NaiveUpdate.NO_SIDE, NaiveUpdate.SELL + 1);
        tradeId(update);
        update.trades = random.nextInt(oddsOfNull) == 0 ? Long.MIN_VALUE : count();
        update.openMs = time() / 1_000_000;
        update.isClosed = random.nextBoolean();
        update.indicator = random.nextInt(4) == 0 ? 4_095 : random.nextInt(SHORT_NAMES);
        update.buyVenue = random.nextInt(64);
        update.sellVenue = random.nextInt(64);

        update.merged = count();
        update.mergedHigh = price(label);
        update.mergedLow = price(label);
        update.mergedFirst = price(label);
        update.mergedVolume = decimal();

        return update;
    }

    private void tradeId(final NaiveUpdate update)
    {
        update.tradeIdLow = switch (random.nextInt(6))
        {
            case 0 -> random.nextInt(1_000);
            case 1 -> (1L << 53) + random.nextInt(-3, 4);
            case 2 -> ID_EDGE + random.nextInt(-3, 4);
            case 3 -> -1 - random.nextInt(3);
            default -> random.nextLong();
        };
        update.tradeIdHigh = switch (random.nextInt(6))
        {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean() ? 1 : ID_EDGE;
            default -> 0;
        };
    }

    private long price(final StreamLabel label)
    {
        // The least price there is: 1e-18.
        return label.priceExponent() == SHIB_EXPONENT && random.nextInt(4) == 0 ? 1 : decimal();
    }

    private long decimal()
    {
        return mantissas.nextOrNull(oddsOfNull);
    }

    private long count()
    {
        return random.nextInt(8) == 0 ? Long.MAX_VALUE : random.nextLong() >>> 1 + random.nextInt(Long.SIZE - 1);
    }

    private long time()
    {
        return switch (random.nextInt(8))
        {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextLong(YEAR_2100_NS);
        };
    }
}
