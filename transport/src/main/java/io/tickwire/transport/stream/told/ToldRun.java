package io.tickwire.transport.stream.told;

import io.tickwire.engine.feed.Names;

import java.util.List;

/**
 * The run of the server whose messages are kept.
 *
 * @param epoch         of its numbers; what was told in another one is void, but for candles.
 * @param firstSequence of its ticks; 0: there was no run of this epoch before.
 * @param pipelines     how many there are.
 * @param stages        of a pipeline, each of which takes the candles of earlier runs once.
 * @param names         what its ids mean.
 * @param candleSeconds the intervals of its candles, by their variants.
 * Thread: any
 */
public record ToldRun(
    long epoch, long firstSequence, int pipelines, int stages, Names names, List<Integer> candleSeconds)
{
    boolean goesOn()
    {
        return firstSequence > 0;
    }
}
