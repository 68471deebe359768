package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.FakeConnection;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TopicsTest
{
    private static final int HIGH_WATER_BYTES = 20;
    private static final byte[] JSON = {(byte)0x81, 2, '{', '}'};
    private static final byte[] MSGPACK = {(byte)0x82, 1, (byte)0x80};

    private final ServerCounters counters = new ServerCounters();
    private final Outlet outlet = new Outlet(counters, () -> 0, 1 << 20, Compression.defaults());
    private final Topics topics = new Topics(outlet, counters, HIGH_WATER_BYTES);
    private final FakeConnection first = new FakeConnection();
    private final FakeConnection second = new FakeConnection();
    private final Client ofJson = client(first, Encoding.JSON);
    private final Client ofMsgpack = client(second, Encoding.MSGPACK);

    @Test
    void shouldTellEachInItsForm()
    {
        assertTrue(topics.add("news", ofJson));
        assertFalse(topics.add("news", ofJson));
        assertTrue(topics.add("news", ofMsgpack));
        tell("news");
        tell("other");

        assertArrayEquals(JSON, first.sink().received());
        assertArrayEquals(MSGPACK, second.sink().received());
    }

    @Test
    void shouldTellThoseNothingThatWantNoMore()
    {
        topics.add("news", ofJson);
        topics.add("news", ofMsgpack);
        assertTrue(topics.remove("news", ofJson));
        assertFalse(topics.remove("news", ofJson));
        assertFalse(topics.remove("other", ofMsgpack));
        tell("news");
        assertTrue(topics.remove("news", ofMsgpack));
        tell("news");

        assertEquals(0, first.sink().length());
        assertEquals(MSGPACK.length, second.sink().length());
        assertTrue(topics.add("news", ofJson));
    }

    @Test
    void shouldDropWhatASlowClientHasNoRoomFor()
    {
        topics.add("news", ofJson);
        first.sink().acceptNothing();
        for (int i = 0; i < 10; i++)
        {
            tell("news");
        }

        // The last that fits is the one that reaches above the mark.
        assertEquals(HIGH_WATER_BYTES + JSON.length, ofJson.outbox().queuedBytes());
        assertEquals(4, counters.get(ServerCounter.BROADCASTS_DROPPED));
    }

    @Test
    void shouldTellNothingAfterTheGoodbye()
    {
        topics.add("news", ofJson);
        outlet.close(ofJson, 1000, "");
        tell("news");

        assertArrayEquals(new byte[]{(byte)0x88, 2, 3, (byte)0xE8}, first.sink().received());
    }

    private void tell(final String topic)
    {
        topics.tell(new Broadcast(topic, JSON, MSGPACK));
        outlet.flush();
    }

    private Client client(final FakeConnection connection, final Encoding encoding)
    {
        final Session session = new Session(
            1,
            new ClientAddress(InetAddress.getLoopbackAddress(), true),
            Endpoint.GENERAL,
            Principal.anonymous(false, false),
            new Session.Terms(encoding, null, false, null),
                        connection);

        return new Client(session, outlet.newOutbox(session), 0);
    }
}
