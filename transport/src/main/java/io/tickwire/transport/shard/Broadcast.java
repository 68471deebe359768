package io.tickwire.transport.shard;

/**
 * What a publisher says, as sealed frames, one for each form.
 *
 * @param topic   whose subscribers get it.
 * @param json    a text frame.
 * @param msgpack a binary frame.
 * Thread: any
 */
public record Broadcast(String topic, byte[] json, byte[] msgpack)
{
}
