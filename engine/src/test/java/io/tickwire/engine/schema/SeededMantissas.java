package io.tickwire.engine.schema;

import java.util.SplittableRandom;

/**
 * Mantissas of all magnitudes, the same for the same seed: edges of formats as often as ordinary numbers. Never
 * {@link Decimals#NULL}.
 */
public final class SeededMantissas
{
    private static final long[] EDGES = edges();
    private static final int NEAR = 3;

    private final SplittableRandom random;

    public SeededMantissas(final SplittableRandom random)
    {
        this.random = random;
    }

    public long next()
    {
        final long magnitude = switch (random.nextInt(6))
        {
            case 0, 1 -> EDGES[random.nextInt(EDGES.length)] + random.nextInt(-NEAR, NEAR + 1);
            case 2 -> random.nextInt(10_000) * Decimals.power(random.nextInt(15));
            case 3 -> random.nextLong() >>> 1;
            default -> random.nextLong() >>> 1 + random.nextInt(Long.SIZE - 1);
        };
        final long mantissa = random.nextBoolean() ? magnitude : -magnitude;

        return mantissa == Decimals.NULL ? Long.MAX_VALUE : mantissa;
    }

    /** As {@link #next}, and one of {@code odds} is not known. */
    public long nextOrNull(final int odds)
    {
        return random.nextInt(odds) == 0 ? Decimals.NULL : next();
    }

    public int exponent()
    {
        return random.nextInt(Decimals.MIN_EXPONENT, Decimals.MAX_EXPONENT + 1);
    }

    private static long[] edges()
    {
        final long[] edges = new long[2 * (Decimals.MAX_EXPONENT + 1) + Long.SIZE + 1];
        int count = 0;
        for (int i = 0; i <= Decimals.MAX_EXPONENT; i++)
        {
            edges[count++] = Decimals.power(i);
            edges[count++] = 1L << 53;
        }
        for (int i = 0; i < Long.SIZE; i++)
        {
            edges[count++] = 1L << i;
        }
        edges[count] = 0;

        return edges;
    }
}
