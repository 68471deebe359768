package io.tickwire.transport.stream;

import io.tickwire.transport.stats.HealthState;

/**
 * How a part of the stream is.
 *
 * @param details for people.
 * Thread: any
 */
public record StreamPart(String name, HealthState state, String details)
{
}
