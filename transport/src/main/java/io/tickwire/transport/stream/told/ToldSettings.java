package io.tickwire.transport.stream.told;

import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;

import java.nio.file.Path;

/**
 * What is kept of what clients are told, and where.
 *
 * @param updates how much of it.
 * @param candles how many of them besides.
 * @param sync    what must be on the disk before the next is taken.
 * Thread: any
 */
public record ToldSettings(
    Path folder, StreamSettings.Updates updates, StreamSettings.Candles candles, Sync sync)
{
}
