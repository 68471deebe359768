package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelTest
{
    /** The numbers of PROTOCOL.md's compact encoding, which never change their meaning. */
    private static final Map<String, Integer> CODES = Map.ofEntries(
        Map.entry("PRICE", 1), Map.entry("BOOK", 2), Map.entry("BOOK_DELTA", 3), Map.entry("TRADE", 4),
        Map.entry("BBO", 5), Map.entry("SIGNAL", 6), Map.entry("CANDLE", 7), Map.entry("MARKET", 8),
        Map.entry("STATS", 9), Map.entry("LIQUIDATION", 10), Map.entry("ARBITRAGE", 11), Map.entry("ORDERS", 12),
        Map.entry("EXECUTIONS", 13), Map.entry("POSITIONS", 14), Map.entry("ACCOUNT", 15));

    @Test
    void shouldHaveTheCodesOfTheProtocol()
    {
        for (final Channel channel : Channel.values())
        {
            assertEquals(CODES.get(channel.name()), channel.code(), channel.name());
            final String name = channel == Channel.BOOK_DELTA ? "BOOK" : channel.name();
            assertEquals(name.toLowerCase(Locale.ROOT), channel.wireName());
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
        final Set<Channel> states = EnumSet.of(
            Channel.PRICE, Channel.BOOK, Channel.BOOK_DELTA, Channel.BBO, Channel.CANDLE, Channel.MARKET,
            Channel.STATS);
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
