package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelTest
{
    /** The numbers of PROTOCOL.md's compact encoding, which never change their meaning. */
    private static final Map<String, Integer> CODES = Map.of(
        "price", 1, "trade", 4, "bbo", 5, "liquidation", 10,
        "orders", 12, "executions", 13, "positions", 14, "account", 15);

    @Test
    void shouldHaveTheCodesOfTheProtocol()
    {
        for (final Channel channel : Channel.values())
        {
            assertEquals(CODES.get(channel.wireName()), channel.code(), channel.name());
        }
        assertEquals(CODES.size(), Channel.values().length);
    }

    @Test
    void shouldBeFoundByItsCode()
    {
        for (final Channel channel : Channel.values())
        {
            assertSame(channel, Channel.ofCode(channel.code()));
        }
    }

    @Test
    void shouldRefuseACodeThatNoChannelHas()
    {
        for (int code = -1; code <= Channel.CODE_LIMIT; code++)
        {
            if (!CODES.containsValue(code))
            {
                final int free = code;
                assertEquals(
                    "no channel has this code: code=" + code,
                    assertThrows(IllegalArgumentException.class, () -> Channel.ofCode(free)).getMessage());
            }
        }
    }

    @Test
    void shouldConflateStatesOnly()
    {
        final Set<Channel> states = EnumSet.of(Channel.PRICE, Channel.BBO);
        for (final Channel channel : Channel.values())
        {
            assertEquals(states.contains(channel) ? StreamKind.STATE : StreamKind.EVENT, channel.kind());
        }
    }

    @Test
    void shouldKeepAccountsPrivate()
    {
        final Set<Channel> ofAccounts =
            EnumSet.of(Channel.ORDERS, Channel.EXECUTIONS, Channel.POSITIONS, Channel.ACCOUNT);
        for (final Channel channel : Channel.values())
        {
            assertEquals(ofAccounts.contains(channel), channel.isPrivate());
        }
    }
}
