package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickwire.engine.schema.Channel;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StreamIdTest
{
    private static final int LAST_VENUE = StreamId.MAX_VENUES - 1;
    private static final int LAST_SUBJECT = StreamId.MAX_SUBJECTS - 1;

    @Provide
    Arbitrary<Channel> publicChannels()
    {
        return Arbitraries.of(Arrays.stream(Channel.values()).filter(channel -> !channel.isPrivate()).toList());
    }

    @Provide
    Arbitrary<Channel> privateChannels()
    {
        return Arbitraries.of(Arrays.stream(Channel.values()).filter(Channel::isPrivate).toList());
    }

    @Property(seed = "20261121")
    void shouldTellThePartsOfAPublicStream(
        @ForAll("publicChannels") final Channel channel,
        @ForAll @IntRange(max = LAST_VENUE) final int venueId,
        @ForAll @IntRange(max = StreamId.MAX_VARIANTS - 1) final int variant,
        @ForAll @IntRange(max = LAST_SUBJECT) final int symbolId)
    {
        final int streamId = StreamId.of(channel, venueId, symbolId, variant);

        assertEquals(channel, StreamId.channel(streamId));
        assertEquals(venueId, StreamId.venueId(streamId));
        assertEquals(variant, StreamId.variant(streamId));
        assertEquals(symbolId, StreamId.subjectId(streamId));
        final long venue = (long)channel.code() * StreamId.MAX_VENUES + venueId;
        assertEquals(
            (venue * StreamId.MAX_VARIANTS + variant) * StreamId.MAX_SUBJECTS + symbolId,
            StreamId.wireId(streamId));
        assertEquals(variant == 0, streamId == StreamId.of(channel, venueId, symbolId));
        assertEquals(channel.code(), StreamId.channelCode(streamId));
        assertEquals(StreamId.of(Channel.BBO, venueId, symbolId), StreamId.sibling(streamId, Channel.BBO));
    }

    @Property(seed = "20261121")
    void shouldTellThePartsOfAPrivateStream(
        @ForAll("privateChannels") final Channel channel,
        @ForAll @IntRange(max = LAST_SUBJECT) final int accountId)
    {
        final int streamId = StreamId.ofAccount(channel, accountId);

        assertEquals(channel, StreamId.channel(streamId));
        assertEquals(0, StreamId.venueId(streamId));
        assertEquals(accountId, StreamId.subjectId(streamId));
        assertEquals(
            (long)channel.code() * StreamId.MAX_VENUES * StreamId.MAX_VARIANTS * StreamId.MAX_SUBJECTS + accountId,
            StreamId.wireId(streamId));
    }

    @Property(seed = "20261121")
    void shouldRefuseAVenueOutOfRange(@ForAll final int venueId)
    {
        if (venueId < 0 || venueId > LAST_VENUE)
        {
            assertRefused(
                "venueId must be from 0 to 63: venueId=" + venueId, () -> StreamId.of(Channel.BBO, venueId, 0));
        }
    }

    @Property(seed = "20261121")
    void shouldRefuseASubjectOutOfRange(@ForAll final int subjectId)
    {
        if (subjectId < 0 || subjectId > LAST_SUBJECT)
        {
            assertRefused(
                "symbolId must be from 0 to 262143: symbolId=" + subjectId,
                () -> StreamId.of(Channel.BBO, 0, subjectId));
            assertRefused(
                "accountId must be from 0 to 262143: accountId=" + subjectId,
                () -> StreamId.ofAccount(Channel.ORDERS, subjectId));
        }
    }

    @Example
    void shouldRefuseWhatIsJustOutOfRange()
    {
        for (final int venueId : List.of(-1, StreamId.MAX_VENUES))
        {
            assertRefused(
                "venueId must be from 0 to 63: venueId=" + venueId, () -> StreamId.of(Channel.BBO, venueId, 0));
        }
        for (final int subjectId : List.of(-1, StreamId.MAX_SUBJECTS))
        {
            assertRefused(
                "symbolId must be from 0 to 262143: symbolId=" + subjectId,
                () -> StreamId.of(Channel.BBO, 0, subjectId));
            assertRefused(
                "accountId must be from 0 to 262143: accountId=" + subjectId,
                () -> StreamId.ofAccount(Channel.ORDERS, subjectId));
        }
    }

    @Example
    void shouldRefuseAVariantOutOfRange()
    {
        for (final int variant : List.of(-1, StreamId.MAX_VARIANTS))
        {
            assertRefused(
                "variant must be from 0 to 15: variant=" + variant, () -> StreamId.of(Channel.BBO, 0, 0, variant));
        }
    }

    @Example
    void shouldTakeWhatIsJustInRange()
    {
        assertEquals(0x1000_0000L, StreamId.wireId(StreamId.of(Channel.PRICE, 0, 0)));
        assertEquals(0xAFC3_FFFFL, StreamId.wireId(StreamId.of(Channel.LIQUIDATION, LAST_VENUE, LAST_SUBJECT)));
        assertEquals(0xF003_FFFFL, StreamId.wireId(StreamId.ofAccount(Channel.ACCOUNT, LAST_SUBJECT)));
    }

    @Property(seed = "20261121")
    void shouldRefuseAnAccountsPublicChannel(@ForAll("publicChannels") final Channel channel)
    {
        assertRefused("an account has no such channel: channel=" + channel, () -> StreamId.ofAccount(channel, 1));
    }

    @Example
    void shouldRefuseTheChannelOfAnIdThatWasNotMadeHere()
    {
        assertRefused("no channel has this code: code=0", () -> StreamId.channel(5));
    }

    private static void assertRefused(final String message, final Runnable call)
    {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
