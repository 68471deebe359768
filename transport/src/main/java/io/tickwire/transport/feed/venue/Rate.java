package io.tickwire.transport.feed.venue;

/**
 * So much in any such time, and no more; all of it may come at once.
 * Thread: any
 */
public record Rate(int count, long periodMs)
{
    public Rate
    {
        if (count < 1 || periodMs < 1)
        {
            throw new IllegalArgumentException("a rate must be positive: count=" + count + " periodMs=" + periodMs);
        }
    }
}
