package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static io.tickwire.engine.feed.deribit.PacketBuilder.ASK;
import static io.tickwire.engine.feed.deribit.PacketBuilder.BID;
import static io.tickwire.engine.feed.deribit.PacketBuilder.CHANGED;
import static io.tickwire.engine.feed.deribit.PacketBuilder.DELETED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeribitSbeDecoderTest
{
    private static final String NAME = "BTC-PERPETUAL";
    private static final int ID = 14;
    private static final int CHANGES = 1;
    private static final int SNAPSHOTS = 101;

    private final FeedProbe probe = new FeedProbe(new DeribitSbe());
    private int changes = 0x7FFF_FFFE;
    private int snapshots = -3;

    @Test
    void shouldKeepABookByTheChainOfItsChanges()
    {
        begin().bytes(changes().ticker(ID, 1, 1, 1, 1).bytes())
            .bytes(changes().change(ID, 100, 101, true, BID, DELETED, 25400.0, 0, BID, CHANGED, 25399.5, 30, ASK,
                DELETED, 25400.5, 0).bytes());

        assertTrue(probe.book(NAME).isLive);
        assertEquals(101, probe.book(NAME).sequence);
        assertEquals(Map.of(new BigDecimal("25399.5"), new BigDecimal("30")), probe.book(NAME).bids);
        assertEquals(Map.of(new BigDecimal("25401"), new BigDecimal("0.3")), probe.book(NAME).asks);
        assertEquals(1, probe.messages("template_1001"));
    }

    @Test
    void shouldPutAChangeTogetherThatComesInParts()
    {
        begin().bytes(changes().ticker(ID, 1, 1, 1, 1).bytes())
            .bytes(changes().change(ID, 100, 101, false, BID, DELETED, 25400.0, 0).bytes());
        assertEquals(0, probe.count(FeedCounter.DELTAS));

        probe.bytes(changes().change(ID, 100, 101, true, BID, CHANGED, 25399, 5).bytes());
        assertEquals(1, probe.count(FeedCounter.DELTAS));
        assertEquals(Map.of(new BigDecimal("25399"), new BigDecimal("5")), probe.book(NAME).bids);
    }

    @Test
    void shouldNotTakeTheLastPartOfAChangeForAllOfIt()
    {
        changes++;
        begin().bytes(changes().change(ID, 100, 101, true, BID, CHANGED, 25399, 5).bytes());

        assertFalse(probe.book(NAME).isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
    }

    @Test
    void shouldTrustNoBookOfAChannelThatLostAPacket()
    {
        begin().bytes(changes().ticker(ID, 1, 1, 1, 1).bytes());
        changes++;
        probe.bytes(changes().ticker(ID, 1, 1, 1, 1).bytes());

        assertFalse(probe.book(NAME).isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(List.of("snapshot " + NAME), probe.requests);

        begin();
        assertTrue(probe.book(NAME).isLive);
    }

    @Test
    void shouldIgnoreAPacketThatComesTwice()
    {
        begin().bytes(changes().ticker(ID, 1, 1, 1, 1).bytes());
        final byte[] packet = changes().change(ID, 100, 101, true, BID, CHANGED, 25399.5, 30).bytes();
        probe.bytes(packet).bytes(packet);

        assertTrue(probe.book(NAME).isLive);
        assertEquals(1, probe.count(FeedCounter.DELTAS));
        assertEquals(1, probe.count(FeedCounter.REPEATED_MESSAGES));
    }

    @Test
    void shouldKeepChangesForTheSnapshotThatTheyBuildOn()
    {
        probe.bytes(snapshots().instrument(ID, NAME).bytes()).bytes(changes().ticker(ID, 1, 1, 1, 1).bytes())
            .bytes(changes().change(ID, 99, 100, true, BID, CHANGED, 1, 1).bytes())
            .bytes(changes().change(ID, 100, 101, true, BID, CHANGED, 25399.5, 30).bytes());
        assertEquals(2, probe.count(FeedCounter.BUFFERED_DELTAS));

        begin();
        assertTrue(probe.book(NAME).isLive);
        assertEquals(101, probe.book(NAME).sequence);
        assertEquals(
            Map.of(new BigDecimal("25400"), new BigDecimal("10"), new BigDecimal("25399.5"), new BigDecimal("30")),
            probe.book(NAME).bids);
    }

    @Test
    void shouldWaitForASnapshotThatIsNotBehindTheChanges()
    {
        probe.bytes(snapshots().instrument(ID, NAME).bytes()).bytes(changes().ticker(ID, 1, 1, 1, 1).bytes())
            .bytes(changes().change(ID, 104, 105, true, BID, CHANGED, 1, 1).bytes());

        begin();
        assertFalse(probe.book(NAME).isLive);

        probe.bytes(snapshots().snapshot(ID, 105, true, BID, 25400.0, 11).bytes());
        assertTrue(probe.book(NAME).isLive);
    }

    @Test
    void shouldCompareTheBookWithLaterSnapshots()
    {
        begin();
        begin();
        assertEquals(1, probe.count(FeedCounter.CHECKSUMS_OK));
        assertEquals(1, probe.count(FeedCounter.SNAPSHOTS));

        probe.bytes(snapshots().snapshot(ID, 100, true, BID, 25400.0, 11).bytes());
        assertEquals(1, probe.count(FeedCounter.CHECKSUMS_BAD));
        assertTrue(probe.book(NAME).isLive);
        assertEquals(Map.of(new BigDecimal("25400"), new BigDecimal("11")), probe.book(NAME).bids);
        assertEquals(NAME + " STALE checksum", probe.statuses.get(0));
    }

    /** As where the group is lost that has the changes, and the one of the snapshots is not. */
    @Test
    void shouldTakeTheSecondSnapshotThatFindsTheBookAtTheSameChange()
    {
        begin().bytes(changes().ticker(ID, 1, 1, 1, 1).bytes())
            .bytes(snapshots().snapshot(ID, 103, true, BID, 25400.0, 13).bytes());
        assertEquals(100, probe.book(NAME).sequence);

        probe.bytes(changes().change(ID, 100, 102, true, BID, CHANGED, 25400.0, 12).bytes())
            .bytes(snapshots().snapshot(ID, 104, true, BID, 25400.0, 14).bytes());
        assertEquals(102, probe.book(NAME).sequence);
        assertEquals(0, probe.count(FeedCounter.GAPS));

        probe.bytes(snapshots().snapshot(ID, 105, true, BID, 25400.0, 15).bytes());
        assertEquals(105, probe.book(NAME).sequence);
        assertEquals(Map.of(new BigDecimal("25400"), new BigDecimal("15")), probe.book(NAME).bids);
        assertEquals(1, probe.count(FeedCounter.GAPS));
    }

    @Test
    void shouldPutASnapshotTogetherThatComesInParts()
    {
        probe.bytes(snapshots().instrumentV2(ID, NAME).snapshot(ID, 7, false, BID, 5.5, 1).bytes())
            .bytes(snapshots().snapshot(ID, 7, true, ASK, 6.5, 2).bytes());

        assertEquals(Map.of(new BigDecimal("5.5"), BigDecimal.ONE), probe.book(NAME).bids);
        assertEquals(Map.of(new BigDecimal("6.5"), new BigDecimal("2")), probe.book(NAME).asks);
    }

    @Test
    void shouldNotTakeTheLastPartOfASnapshotForAllOfIt()
    {
        probe.bytes(snapshots().instrument(ID, NAME).snapshot(ID, 7, false, BID, 5.5, 1).bytes());
        snapshots++;
        probe.bytes(snapshots().snapshot(ID, 7, true, ASK, 6.5, 2).bytes());

        assertFalse(probe.book(NAME).isLive);
    }

    @Test
    void shouldTellWhatCameBeforeItsDefinition()
    {
        probe.bytes(changes().trade(ID, 1, 25400.5, 0.3, 0).ticker(ID, 25400.5, 0.02918283, 0, 0).bytes());
        assertEquals(List.of(), probe.trades);

        begin();
        assertEquals(List.of(NAME + " 25400.5 0.3 SELL id=77 t=1686858200440000000"), probe.trades);
        assertEquals(List.of(NAME + " ? x 0 / ? x 0 seq=? t=1686858200441000000"), probe.quotes);
        assertTrue(probe.tickers.get(0).startsWith(NAME + " last=25400.5 "), probe.tickers.get(0));
        assertTrue(probe.tickers.get(0).contains(" mark=0.02918283 "), probe.tickers.get(0));
    }

    @Test
    void shouldTellWhoseOrdersInATradeWereForced()
    {
        begin().bytes(changes().trade(ID, 0, 1, 2, 1).trade(ID, 0, 1, 3, 2).trade(ID, 0, 1, 4, 3).bytes());

        assertEquals(3, probe.trades.size());
        assertEquals(
            List.of(
                NAME + " 1 2 SELL t=1686858200440000000", NAME + " 1 3 BUY t=1686858200440000000",
                NAME + " 1 4 BUY t=1686858200440000000", NAME + " 1 4 SELL t=1686858200440000000"),
            probe.liquidations);
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow()
    {
        begin().bytes(changes().unknown().ticker(ID, 1, 1, 1, 1).bytes());

        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(1, probe.tickers.size());
        assertTrue(probe.book(NAME).isLive);
    }

    @Test
    void shouldPublishNothingOfAPacketThatIsCutOff()
    {
        begin();
        final int whole = new PacketBuilder(CHANGES, 0).ticker(ID, 1, 1, 1, 1).bytes().length;
        int malformed = 0;
        for (int cut = 1; cut < whole; cut++)
        {
            final byte[] packet = changes().ticker(ID, 1, 1, 1, 1).unknown().bytes();
            final int length = packet.length - cut;
            packet[0] = (byte)(length - 8);
            packet[1] = (byte)(length - 8 >> 8);
            if (length != whole)
            {
                probe.bytes(Arrays.copyOf(packet, length));
                malformed++;
            }
        }

        assertEquals(List.of(), probe.tickers);
        assertEquals(malformed, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldTrustNoBookOfAChannelWithAPacketThatCanNotBeRead()
    {
        begin().bytes(changes().change(ID, 100, 101, true, 2, CHANGED, 25399.5, 30).bytes());

        assertEquals(1, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book(NAME).isLive);
    }

    @Test
    void shouldLoseTheBookWithItsConnection()
    {
        begin().reconnect();
        assertFalse(probe.book(NAME).isLive);

        begin();
        assertTrue(probe.book(NAME).isLive);
    }

    @Test
    void shouldLeaveABookToTheConnectionThatTellsIt()
    {
        begin();
        final FeedDecoder other = new DeribitSbe().newDecoder(probe.feed());
        send(other, new PacketBuilder(SNAPSHOTS, 7).snapshotStart().instrument(ID, NAME)
            .snapshot(ID, 100, true, BID, 25400.0, 11).bytes());
        send(other, new PacketBuilder(CHANGES, 3).change(ID, 100, 101, true, BID, DELETED, 25400.0, 0).bytes());
        probe.bytes(changes().ticker(ID, 1, 1, 1, 1).bytes());

        assertTrue(probe.book(NAME).isLive);
        assertEquals(Map.of(new BigDecimal("25400"), BigDecimal.TEN), probe.book(NAME).bids);
        assertEquals(1, probe.count(FeedCounter.SNAPSHOTS));
        assertEquals(1, probe.count(FeedCounter.STALE_DELTAS));
    }

    private static void send(final FeedDecoder decoder, final byte[] message)
    {
        decoder.onMessage(message, 0, message.length, 1);
    }

    private FeedProbe begin()
    {
        return probe.bytes(snapshots().snapshotStart().instrument(ID, NAME)
            .snapshot(ID, 100, true, BID, 25400.0, 10, ASK, 25400.5, 20, ASK, 25401.0, 0.3).bytes());
    }

    private PacketBuilder changes()
    {
        return new PacketBuilder(CHANGES, changes++);
    }

    private PacketBuilder snapshots()
    {
        return new PacketBuilder(SNAPSHOTS, snapshots++);
    }
}
