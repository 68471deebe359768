package io.tickwire.transport.protocol;

import io.tickwire.engine.schema.Channel;

/**
 * Sketch.
 * Thread: any
 */
public final class ChannelNames
{
    /** Sketch. */
    public static final String BROADCAST = "broadcast";

    private ChannelNames()
    {
    }

    public static Channel channel(final String name, final Object id) throws BadCommandException
    {
        for (final Channel channel : Channel.values())
        {
            if (channel.wireName().equals(name))
            {
                return channel;
            }
        }

        throw new BadCommandException(ErrorCode.INVALID_CHANNEL, "no such channel: channel=" + name, id);
    }

    public static String topic(final String name)
    {
        return name.equals(BROADCAST) || name.startsWith(BROADCAST + ".") ? name : null;
    }
}
