package io.tickwire.engine.feed.json;

/**
 * Who takes pairs of numbers.
 * Thread: feed-<venue>
 */
@FunctionalInterface
public interface JsonPairs
{
    /**
     * One more: {@code first x 10^-firstDecimals} and {@code second x 10^-secondDecimals}, both exact.
     */
    void add(long first, int firstDecimals, long second, int secondDecimals);
}
