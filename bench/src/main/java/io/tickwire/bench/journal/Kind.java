package io.tickwire.bench.journal;

/**
 * What ticks of one kind take of the disk.
 *
 * @param bytes with Aeron's and our own heads, and what stands empty behind.
 */
record Kind(long count, long bytes, long levels)
{
    double bytesEach()
    {
        return bytes / (double)count;
    }

    double levelsEach()
    {
        return levels / (double)count;
    }
}
