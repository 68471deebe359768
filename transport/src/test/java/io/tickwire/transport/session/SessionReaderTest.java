package io.tickwire.transport.session;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SessionReaderTest
{
    private static final int FIN = ClientFrames.FIN;
    private static final int QUEUE = 4;
    private static final Limits.Messages UNBOUNDED = limits(0, 1);
    private static final String NONSENSE = "{";

    private final FakeConnection connection = new FakeConnection();
    private final FakeSource source = connection.source();
    private final ServerCounters counters = new ServerCounters();
    private final ShardProxy shard = new ShardProxy(QUEUE, counters);
    private final Owner owner = new Owner();

    @Test
    void shouldHandOnInOrderWhereTheShardIsBehind()
    {
        final SessionReader reader = readerOf(UNBOUNDED, null);
        final ClientFrames pings = client();
        IntStream.range(0, 20).forEach(i -> pings.frame(FIN | ClientFrames.PING, (byte)i));
        source.give(pings.bytes());
        reader.begin();
        source.pump();
        source.give(client().frame(FIN | ClientFrames.PING, (byte)20).bytes());
        source.pump();

        assertFalse(source.isReadResumed(), "the client has to wait");
        assertFalse(source.isAllRead());
        assertEquals(1, connection.thread().runDue());
        assertFalse(source.isReadResumed(), "there is no room yet");
        while (runShard() > 0)
        {
            connection.thread().runDue();
            source.pump();
        }
        assertEquals(IntStream.rangeClosed(0, 20).mapToObj(i -> "ping " + i).toList(), owner.lines);
        assertTrue(source.isReadResumed());
        assertTrue(source.isAllRead());
        assertEquals(0, connection.thread().runDue(), "nothing waits any more");
        assertTrue(counters.get(ServerCounter.TASKS_DEFERRED) > 0);
    }

    @Test
    void shouldTellOfTheEndAfterWhatCameBefore()
    {
        final SessionReader reader = readerOf(UNBOUNDED, null);
        final ClientFrames pings = client();
        IntStream.range(0, 8).forEach(i -> pings.frame(FIN | ClientFrames.PING, (byte)i));
        source.give(pings.bytes());
        reader.begin();
        source.pump();
        reader.onClosed();
        while (runShard() > 0)
        {
            connection.thread().runDue();
        }

        assertEquals(9, owner.lines.size());
        assertEquals("gone", owner.lines.get(8));
        assertFalse(source.isReadResumed(), "nobody is there to be read from");
    }

    @Test
    void shouldTellOnceThatTheClientIsGone()
    {
        final SessionReader reader = readerOf(UNBOUNDED, null);
        reader.begin();
        source.pump();
        source.end();
        source.pump();
        reader.onClosed();
        reader.onClosed();
        runShard();

        assertEquals(List.of("gone"), owner.lines);
    }

    @Test
    void shouldTellOnceThatTheSocketFailed()
    {
        final SessionReader reader = readerOf(UNBOUNDED, null);
        reader.begin();
        source.fail();
        source.pump();
        reader.onClosed();
        runShard();

        assertEquals(List.of("gone"), owner.lines);
    }

    @Test
    void shouldReadWhatCameWithTheHandshake()
    {
        source.give(client().frame(FIN | ClientFrames.PING, (byte)7).bytes());
        readerOf(UNBOUNDED, null).begin();
        source.pump();
        runShard();

        assertEquals(List.of("ping 7"), owner.lines);
    }

    @Test
    void shouldPassOverWhatComesAfterAViolation()
    {
        readerOf(UNBOUNDED, null).begin();
        source.give(client().raw(0xFF, 0xFF).bytes());
        source.pump();
        source.give(client().frame(FIN | ClientFrames.PING, (byte)1).bytes());
        source.pump();
        assertTrue(source.isAllRead(), "or the goodbye would be lost to a reset");
        source.end();
        source.pump();
        runShard();

        assertEquals(List.of("violation PROTOCOL_ERROR", "gone"), owner.lines);
    }

    @Test
    void shouldHandOnAClose()
    {
        readerOf(UNBOUNDED, null).begin();
        source.give(client().close(1001).frame(FIN | ClientFrames.PING, (byte)1).bytes());
        source.pump();
        runShard();

        assertEquals(List.of("close 1001"), owner.lines);
    }

    @Test
    void shouldRefuseTheOtherKindOfFrameWith1003()
    {
        readerOf(UNBOUNDED, Encoding.MSGPACK).begin();
        source.give(client().text(NONSENSE).bytes());
        source.pump();
        runShard();

        assertEquals(List.of("violation UNSUPPORTED_DATA"), owner.lines);
    }

    @Test
    void shouldLetTheFirstFrameDecideWhereNothingWasAgreedOn()
    {
        readerOf(UNBOUNDED, null).begin();
        source.give(client().frame(FIN | ClientFrames.BINARY, (byte)0xC1).text(NONSENSE).bytes());
        source.pump();
        runShard();

        assertEquals(List.of("rejected invalid", "violation UNSUPPORTED_DATA"), owner.lines);
    }

    @Test
    void shouldAnswerWhatIsTooMuchAndThenCloseWith4029()
    {
        final int burst = 3;
        readerOf(limits(1, burst), Encoding.JSON).begin();
        final ClientFrames flood = client();
        IntStream.range(0, 200).forEach(i -> flood.text(NONSENSE));
        source.give(flood.bytes());
        pumpAll();

        final int told = Collections.frequency(owner.lines, "rejected rate_limited");
        assertEquals(Collections.nCopies(burst, "rejected invalid"), owner.lines.subList(0, burst));
        assertEquals(5 * burst, told);
        assertEquals("violation RATE_LIMITED", owner.lines.get(owner.lines.size() - 1));
        assertEquals(1, owner.lines.stream().filter(line -> line.startsWith("violation")).count());
        assertEquals(told + 1, counters.get(ServerCounter.MESSAGES_RATE_LIMITED));
        assertTrue(owner.lastRetryMs >= 1 && owner.lastRetryMs <= 1_001, () -> "" + owner.lastRetryMs);
    }

    @Test
    void shouldSendNoPongsToAFlood()
    {
        readerOf(limits(1, 2), Encoding.JSON).begin();
        final ClientFrames flood = client();
        IntStream.range(0, 100).forEach(i -> flood.frame(FIN | ClientFrames.PING, (byte)i));
        source.give(flood.bytes());
        pumpAll();

        final int burst = Limits.defaults().intake().controlBurst();
        assertTrue(owner.lines.subList(0, burst).stream().allMatch(line -> line.startsWith("ping ")));
        assertEquals(10, Collections.frequency(owner.lines, "rejected rate_limited"));
        assertEquals("violation RATE_LIMITED", owner.lines.get(owner.lines.size() - 1));
        assertEquals(burst + 11, owner.lines.size());
        assertEquals(11, counters.get(ServerCounter.CONTROL_RATE_LIMITED));
        assertEquals(0, counters.get(ServerCounter.MESSAGES_RATE_LIMITED));
    }

    @Test
    void shouldCloseAfterTooManyErrorsWith4509()
    {
        final int most = 100;
        readerOf(UNBOUNDED, Encoding.JSON).begin();
        final ClientFrames nonsense = client();
        IntStream.range(0, 5 * most).forEach(i -> nonsense.text(NONSENSE));
        source.give(nonsense.bytes());
        pumpAll();

        final int last = owner.lines.size() - 1;
        assertTrue(last >= most, () -> "" + last);
        assertEquals(Collections.nCopies(last, "rejected invalid"), owner.lines.subList(0, last));
        assertEquals("violation TOO_MANY_ERRORS", owner.lines.get(last));
        assertEquals(last + 1, counters.get(ServerCounter.MESSAGES_REJECTED));
    }

    @Test
    void shouldTellTheShardOnceThatThereIsRoom()
    {
        readerOf(UNBOUNDED, null).begin();
        connection.getSinkChannel().resumeWrites();
        connection.sink().becomeWritable();

        assertFalse(connection.sink().isWriteResumed(), "the shard alone resumes it");
        runShard();
        assertEquals(List.of("room"), owner.lines);
    }

    @Test
    void shouldCountBytesAndMessages()
    {
        readerOf(UNBOUNDED, Encoding.JSON).begin();
        final byte[] bytes = client().text(NONSENSE).frame(FIN | ClientFrames.PONG).bytes();
        source.give(bytes);
        source.pump();

        assertEquals(bytes.length, counters.get(ServerCounter.BYTES_RECEIVED));
        assertEquals(1, counters.get(ServerCounter.MESSAGES_RECEIVED));
    }

    private void pumpAll()
    {
        do
        {
            source.pump();
            connection.thread().runDue();
        }
        while (runShard() > 0);
    }

    private int runShard()
    {
        int count = 0;
        for (Runnable task = shard.poll(); task != null; task = shard.poll())
        {
            task.run();
            count++;
        }

        return count;
    }

    private SessionReader readerOf(final Limits.Messages limits, final Encoding encoding)
    {
        final Session session = new Session(
            1,
            new ClientAddress(InetAddress.getLoopbackAddress(), true),
            Endpoint.GENERAL,
            Principal.anonymous(false, false),
            new Session.Terms(encoding, null, false, null),
                        connection);

        return new SessionReader(
            session,
            owner,
            shard,
            Commons.of(
                counters,
                Limits.defaults().with(limits),
                new Identities(null, session.principal(), session.principal(), new Limits.Identity(1, 10), counters),
                null));
    }

    private static ClientFrames client()
    {
        return new ClientFrames(1);
    }

    private static Limits.Messages limits(final int perSecond, final int burst)
    {
        return new Limits.Messages(perSecond, burst, 0, 1 << 16, 1_024, 100, 4_096);
    }

    private static final class Owner implements SessionOwner
    {
        private final List<String> lines = new ArrayList<>();
        private long lastRetryMs;

        @Override
        public void onOpened(final Session session)
        {
            lines.add("opened");
        }

        @Override
        public void onCommand(final Session session, final Command command)
        {
            lines.add("command");
        }

        @Override
        public void onAuthenticated(final Session session, final Object id, final Principal principal)
        {
            lines.add("authenticated " + principal.name());
        }

        @Override
        public void onRejected(final Session session, final Reply error)
        {
            final boolean isLimit = ErrorCode.RATE_LIMITED.wireName().equals(error.fields().get("code"));
            if (isLimit)
            {
                lastRetryMs = (Long)error.fields().get("retry_after_ms");
            }
            lines.add(isLimit ? "rejected rate_limited" : "rejected invalid");
        }

        @Override
        public void onReply(final Session session, final Reply reply)
        {
            lines.add("reply");
        }

        @Override
        public void onPing(final Session session, final byte[] payload)
        {
            lines.add("ping " + payload[0]);
        }

        @Override
        public void onPeerClose(final Session session, final int code)
        {
            lines.add("close " + code);
        }

        @Override
        public void onViolation(final Session session, final CloseCode code, final String reason)
        {
            lines.add("violation " + code);
        }

        @Override
        public void onRoom(final Session session)
        {
            lines.add("room");
        }

        @Override
        public void onGone(final Session session)
        {
            lines.add("gone");
        }
    }
}
