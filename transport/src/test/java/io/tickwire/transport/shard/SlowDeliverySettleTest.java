package io.tickwire.transport.shard;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.Wish;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.FakeConnection;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import org.agrona.collections.MutableInteger;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a client gets of books once it has room again.
 */
class SlowDeliverySettleTest
{
    private final ServerCounters counters = new ServerCounters();
    private final Outlet outlet = new Outlet(counters, () -> 0, 1 << 20, Compression.defaults());
    private final Audiences audiences = new Audiences(
        new DemandProxy(new Demand(1, 4_096, new BusySpinWaitStrategy())), 1, new MutableInteger());
    private final SlowDelivery slow =
        new SlowDelivery(
            outlet, audiences, null, null, counters, () -> 0, Limits.defaults().slow());
    private final FakeConnection connection = new FakeConnection();
    private final Session session = new Session(
        1,
        new ClientAddress(InetAddress.getLoopbackAddress(), true),
        Endpoint.GENERAL,
        Principal.anonymous(false, false),
        new Session.Terms(Encoding.JSON, null, false, null),
                connection);
    private final Client client = new Client(session, outlet.newOutbox(session), 0);
    private final Link link = audiences.open(
        client,
        new Entry(Channel.BOOK_DELTA, 0, Conflation.RAW, "BTC/USD", Wish.of("book", List.of("BTC/USD")), 0),
        StreamId.of(Channel.BOOK_DELTA, 0, 0),
        null);

    @Test
    void shouldAskForTheSnapshotThatTakesThePlaceOfChanges()
    {
        link.awaitSnapshot(true);
        client.owed().add(link);

        assertTrue(slow.settle(client));
        assertEquals(1, counters.get(ServerCounter.SNAPSHOTS_FOR_SLOW));
        assertFalse(client.isOwedSomething());
    }

    @Test
    void shouldOweNothingWhereTheSnapshotCameMeanwhile()
    {
        link.awaitSnapshot(true);
        client.owed().add(link);
        link.awaitSnapshot(false);

        assertTrue(slow.settle(client));
        assertEquals(0, counters.get(ServerCounter.SNAPSHOTS_FOR_SLOW));
        assertEquals(0, connection.sink().length());
    }

    @Test
    void shouldOweNothingToALinkThatHasEnded()
    {
        link.awaitSnapshot(true);
        client.owed().add(link);
        audiences.close(link);

        assertTrue(slow.settle(client));
        assertEquals(0, counters.get(ServerCounter.SNAPSHOTS_FOR_SLOW));
    }
}
