package io.tickwire.bench.guard;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * The middle of several values; of an even number, the mean of the two in the middle.
 */
final class Medians
{
    private Medians()
    {
    }

    static <T> double of(final Collection<T> elements, final ToDoubleFunction<T> value)
    {
        final double[] sorted = elements.stream().mapToDouble(value).sorted().toArray();
        final int middle = sorted.length / 2;

        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
