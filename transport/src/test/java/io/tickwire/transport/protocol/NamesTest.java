package io.tickwire.transport.protocol;

import io.tickwire.engine.schema.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NamesTest
{
    @Test
    void shouldKnowEachChannelByItsNamesInAnyCase() throws BadCommandException
    {
        for (final Channel channel : Channel.values())
        {
            final Channel named = channel == Channel.BOOK_DELTA ? Channel.BOOK : channel;

            assertEquals(named, ChannelNames.channel(channel.wireName(), null));
            for (final String alias : ChannelNames.aliasesOf(channel))
            {
                assertEquals(named, ChannelNames.channel(alias, null));
                assertEquals(named, ChannelNames.channel(alias.toUpperCase(java.util.Locale.ROOT), null));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
        {
            "trades,TRADE", "ticker,PRICE", "orderbook,BOOK", "depth,BOOK", "market,MARKET", "position,POSITIONS",
            "trade,TRADE", "liquidation,LIQUIDATION", "account,ACCOUNT", "candles,CANDLE"
        })
    void shouldKnowTheNamesOfOtherSystems(final String name, final Channel channel) throws BadCommandException
    {
        assertEquals(channel, ChannelNames.channel(name, null));
    }

    @Test
    void shouldSayWhichChannelsThereAre()
    {
        final BadCommandException ex =
            assertThrows(BadCommandException.class, () -> ChannelNames.channel("dance", 4L));

        assertEquals(ErrorCode.INVALID_CHANNEL, ex.code());
        assertEquals(4L, ex.id());
        assertTrue(ex.getMessage().contains("channel=dance, there are price, book, trade, bbo,"), ex.getMessage());
    }

    @Test
    void shouldTellTopicsFromChannels()
    {
        assertEquals("broadcast", ChannelNames.topic("broadcast"));
        assertEquals("broadcast.desk-1.alerts", ChannelNames.topic("broadcast.desk-1.alerts"));
        assertEquals("heartbeat", ChannelNames.topic("heartbeat"));
        assertTrue(ChannelNames.isOfPublishers("broadcast.desk"));
        assertFalse(ChannelNames.isOfPublishers("heartbeat"));
        assertNull(ChannelNames.topic("price"));
        assertNull(ChannelNames.topic("broadcaster"));
        assertNull(ChannelNames.topic("broadcast."));
        assertNull(ChannelNames.topic("broadcast.a b"));
        assertNull(ChannelNames.topic("broadcast." + "x".repeat(200)));
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "1m,60", "5m,300", "15m,900", "1h,3600", "1d,86400", "60,60", "60000ms,60"})
    void shouldReadSizesOfCandles(final String text, final int seconds) throws BadCommandException
    {
        assertEquals(seconds, Intervals.candleSeconds(text, null));
    }

    @ParameterizedTest
    @CsvSource({"100,100", "100ms,100", "1s,1000", "1m,60000", "1d,86400000"})
    void shouldReadIntervals(final String text, final long ms) throws BadCommandException
    {
        assertEquals(ms, Intervals.conflationMs(text, null));
    }

    @ParameterizedTest
    @ValueSource(strings =
        {
            "", "0", "-1", "1.5s", "s", "1x", "1M", "raw", "0ms", "1500msx", "9999999999999999999", "999999999999d",
            "99999999999d", " 1s", "\u0661s"
        })
    void shouldRefuseWhatIsNoInterval(final String text)
    {
        final BadCommandException interval =
            assertThrows(BadCommandException.class, () -> Intervals.conflationMs(text, "i"));
        final BadCommandException size =
            assertThrows(BadCommandException.class, () -> Intervals.candleSeconds(text, "i"));

        assertEquals(ErrorCode.INVALID_ARGUMENT, interval.code());
        assertTrue(interval.getMessage().contains("from 1 to 86400000 in ms"), interval.getMessage());
        assertEquals("i", interval.id());
        assertEquals(ErrorCode.INVALID_ARGUMENT, size.code());
        assertTrue(size.getMessage().contains("1s, 1m, 5m, 15m, 1h, 1d"), size.getMessage());
    }

    @Test
    void shouldWantWholeSecondsOfCandles()
    {
        assertThrows(BadCommandException.class, () -> Intervals.candleSeconds("1500ms", null));
    }
}
