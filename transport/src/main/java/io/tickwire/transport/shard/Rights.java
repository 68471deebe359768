package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.ErrorCode;

/**
 * What principals may. Who is nobody yet is told {@code unauthorized}, who may not {@code forbidden}; both are judged
 * by what is asked for alone, whether it exists or not. Symbols are no matter of this: those that a principal may not
 * have are, to it, not there ({@link Catalog}).
 * Thread: any
 */
final class Rights
{
    private Rights()
    {
    }

    static void require(final Role role, final Principal principal, final Object id) throws BadCommandException
    {
        if (principal.isNobody())
        {
            throw new BadCommandException(
                ErrorCode.UNAUTHORIZED, "say first who you are: the message auth has a token", id);
        }
        if (!principal.is(role))
        {
            throw new BadCommandException(
                ErrorCode.FORBIDDEN,
                role == Role.PUBLISHER ? "this client may not publish" : "this client may not read",
                id);
        }
    }

    static void requireChannel(final Entitlements entitlements, final Channel channel, final Object id)
        throws BadCommandException
    {
        if (!mayHave(entitlements, channel))
        {
            throw forbidden(channel.wireName(), id);
        }
    }

    static void requireTopic(final Entitlements entitlements, final String topic, final Object id)
        throws BadCommandException
    {
        if (!mayHave(entitlements, topic))
        {
            throw forbidden(topic, id);
        }
    }

    /**
     * Whether there is anything that it may have in a channel. The frames of the whole market are the same to all, so
     * they are for those who may have all of it.
     */
    static boolean mayHave(final Entitlements entitlements, final Channel channel)
    {
        return entitlements.hasChannel(channel.wireName()) &&
            (channel != Channel.MARKET || entitlements.hasAllSymbols()) &&
            (!channel.isPrivate() || !entitlements.accounts().isEmpty());
    }

    /**
     * The same of a topic: everyone may know that the server lives.
     */
    static boolean mayHave(final Entitlements entitlements, final String topic)
    {
        return topic.equals(ChannelNames.HEARTBEAT) || entitlements.hasChannel(topic);
    }

    private static BadCommandException forbidden(final String channel, final Object id)
    {
        return new BadCommandException(
            ErrorCode.FORBIDDEN, "this client may not have this channel: channel=" + channel, id);
    }
}
