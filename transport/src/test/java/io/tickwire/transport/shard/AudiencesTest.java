package io.tickwire.transport.shard;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.Wish;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.Session;
import org.agrona.collections.MutableInteger;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AudiencesTest
{
    private static final int SHARDS = 3;
    private static final int SHARD = 2;

    private final MutableInteger lastNumber = new MutableInteger(SHARD);
    private final Audiences audiences = new Audiences(
        new DemandProxy(new Demand(1, 1 << 16, new BusySpinWaitStrategy())), SHARDS, lastNumber);

    @Test
    void shouldPutThoseTogetherThatGetTheSameBytes()
    {
        final Link first = open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 1);
        final Link same = open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 1);
        final List<Link> others = List.of(
            open(client(Encoding.MSGPACK), Channel.PRICE, Conflation.LATEST, 1),
            open(client(Encoding.JSON), Channel.PRICE, Conflation.RAW, 1),
            open(client(Encoding.JSON), Channel.BBO, Conflation.LATEST, 1),
            open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 2));

        assertSame(first.audience(), same.audience());
        others.forEach(other -> assertNotSame(first.audience(), other.audience()));
        assertEquals(5, audiences.size());
    }

    @Test
    void shouldKnowEachByItsNumberUntilItEnds()
    {
        final Client client = client(Encoding.JSON);
        final Link link = open(client, Channel.PRICE, Conflation.LATEST, 1);
        final Link other = open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 1);
        assertEquals(new Recipient.OfLink(link), audiences.recipient(link.number()));
        assertSame(link, client.linkOf(link.streamId()));
        link.audience().add(link);

        audiences.close(link);
        audiences.close(link);
        assertNull(audiences.recipient(link.number()));
        assertNull(client.linkOf(link.streamId()));
        assertTrue(link.isEnded());
        assertFalse(link.isLive());
        assertEquals(1, audiences.size());
        audiences.close(other);
        assertEquals(0, audiences.size());
    }

    @Test
    void shouldNeverGiveTheNumbersOfOtherShards()
    {
        final Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 100; i++)
        {
            if (i == 50)
            {
                lastNumber.value = Integer.MAX_VALUE - 10 - (Integer.MAX_VALUE - 10 - SHARD) % SHARDS;
            }
            final Link link = open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 1);

            assertEquals(SHARD, Math.floorMod(link.number(), SHARDS));
            assertTrue(link.number() >= 0);
            assertTrue(numbers.add(link.number()), () -> link.number() + " is in use");
        }
    }

    @Test
    void shouldOweOnlyThoseThatAreLeft()
    {
        final Link[] links = new Link[5];
        for (int i = 0; i < links.length; i++)
        {
            links[i] = open(client(Encoding.JSON), Channel.PRICE, Conflation.LATEST, 1);
            links[i].audience().add(links[i]);
        }
        final Audience audience = links[0].audience();
        audience.owe(links[1]);
        audience.owe(links[1]);
        audience.owe(links[4]);
        assertTrue(links[1].isBlocked());
        audiences.close(links[1]);

        assertTrue(audience.isOwing());
        assertEquals(4, audience.count());
        for (int i = 0; i < audience.count(); i++)
        {
            assertEquals(i, audience.links()[i].place());
            assertNotSame(links[1], audience.links()[i]);
        }
        audience.settle(links[4]);
        assertFalse(audience.isOwing());
        assertEquals(0, audience.latestLength());
    }

    @Test
    void shouldKnowWhatANewerFrameMakesWorthless()
    {
        final Client client = client(Encoding.JSON);

        assertTrue(open(client, Channel.PRICE, Conflation.LATEST, 1).isConflated());
        assertFalse(open(client, Channel.PRICE, Conflation.RAW, 2).isConflated());
        assertFalse(open(client, Channel.BOOK_DELTA, Conflation.LATEST, 3).isConflated());
        assertFalse(open(client, Channel.TRADE, Conflation.LATEST, 4).isConflated());
    }

    private Link open(
        final Client client, final Channel channel, final Conflation conflation, final int symbolId)
    {
        final Wish wish = Wish.of(channel.wireName(), List.of("BTC/USD"));
        final Entry entry = new Entry(channel, 0, conflation, "BTC/USD", wish, 0);

        return audiences.open(client, entry, StreamId.of(channel, 0, symbolId), null);
    }

    private static Client client(final Encoding encoding)
    {
        final Session session = new Session(
            1,
            new ClientAddress(InetAddress.getLoopbackAddress(), true),
            Endpoint.GENERAL,
            Principal.anonymous(false, false),
            new Session.Terms(encoding, null, false, null),
                        null);

        return new Client(session, null, 0);
    }
}
