package io.tickwire.fuzz;

/**
 * What only msgpack has: bytes and extensions, whatever they hold.
 */
public record Opaque()
{
}
