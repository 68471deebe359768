package io.tickwire.bench.micro;

import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;

import java.util.SplittableRandom;

/**
 * Values of a price stream that move as a market's do: a seeded walk, with quantities over five orders of magnitude.
 */
final class PriceSamples
{
    /** What the stream's messages have in common. */
    static final StreamLabel LABEL = new StreamLabel(0x1040_0007L, "BTC/USD", "binance", -2, -8);

    private static final int COUNT = 1024;
    private static final long SEED = 20_261_121L;
    private static final long START_NS = 1_795_000_000_000_000_000L;
    private static final long TICK_NS = 731_047L;
    private static final long WIRE_NS = 2_345_678L;

    private final long[][] samples = new long[COUNT][];
    private int next;

    PriceSamples()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        long price = 6_723_456;
        for (int i = 0; i < COUNT; i++)
        {
            price += random.nextLong(-5_000, 5_001);
            samples[i] = sample(random, i, price);
        }
    }

    /**
     * The next of the samples, over and over again.
     */
    long[] next()
    {
        return samples[next++ & COUNT - 1];
    }

    private static long[] sample(final SplittableRandom random, final int index, final long price)
    {
        final long[] values = new long[UpdateValues.LENGTH];
        final long receiveNs = START_NS + index * TICK_NS + random.nextLong(100_000);
        final long spread = random.nextLong(1, 200);

        values[UpdateValues.GLOBAL] = 1_000_000L + index * 3L;
        values[UpdateValues.EXCHANGE_NS] = receiveNs - WIRE_NS - random.nextLong(1_000_000);
        values[UpdateValues.RECEIVE_NS] = receiveNs;
        values[UpdateValues.FIELDS] = price;
        values[UpdateValues.FIELDS + 1] = random.nextLong(-90_000, 90_000);
        values[UpdateValues.FIELDS + 2] = 1_234_567_890_123L + random.nextLong(1_000_000_000);
        values[UpdateValues.FIELDS + 3] = price - spread;
        values[UpdateValues.FIELDS + 4] = price + spread;
        values[UpdateValues.FIELDS + 5] = quantity(random);
        values[UpdateValues.FIELDS + 6] = quantity(random);
        UpdateValues.envelop(
            values,
            random.nextLong(1, 50),
            price + random.nextLong(500),
            price - random.nextLong(500),
            price - random.nextLong(-250, 250),
            quantity(random));

        return values;
    }

    private static long quantity(final SplittableRandom random)
    {
        // Venues give from three to eight decimals of a coin.
        return random.nextLong(1, 100_000) * Decimals.power(random.nextInt(0, 6));
    }
}
