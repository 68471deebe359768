package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How changes of a book follow each other and its snapshot. Each change sets the bid of 1 to its own last update id.
 */
class BinanceBookTest
{
    private static final String ASK_SNAPSHOT = "snapshot ETHBTC";

    private final FeedProbe spot = new FeedProbe(new BinanceSpot());
    private final FeedProbe futures = new FeedProbe(new BinanceUsdm());

    @Test
    void shouldKeepChangesUntilTheSnapshotComes()
    {
        spot.text(change(8, 9)).text(change(10, 11)).text(change(12, 12));
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(List.of(ASK_SNAPSHOT), spot.requests);

        spot.snapshot("ETHBTC", snapshot(10));
        assertBook(spot, 12);

        spot.text(change(13, 15));
        assertBook(spot, 15);
        assertEquals(3, spot.count(FeedCounter.BUFFERED_DELTAS));
        assertEquals(1, spot.count(FeedCounter.STALE_DELTAS));
        assertEquals(3, spot.count(FeedCounter.DELTAS));
        assertEquals(0, spot.count(FeedCounter.GAPS));
        assertEquals(List.of(ASK_SNAPSHOT), spot.requests);
    }

    @Test
    void shouldTakeASnapshotBeforeAnyChange()
    {
        spot.snapshot("ETHBTC", snapshot(10)).text(change(7, 10)).text(change(11, 11));

        assertBook(spot, 11);
        assertEquals(1, spot.count(FeedCounter.STALE_DELTAS));
    }

    @Test
    void shouldAskAgainForASnapshotThatIsTooOld()
    {
        spot.text(change(20, 22)).snapshot("ETHBTC", snapshot(18));
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(0, spot.count(FeedCounter.SNAPSHOTS));
        assertEquals(List.of(ASK_SNAPSHOT, ASK_SNAPSHOT), spot.requests);

        spot.text(change(23, 24)).snapshot("ETHBTC", snapshot(21));
        assertBook(spot, 24);
    }

    @Test
    void shouldAskAgainWhereTheAnswerIsNoSnapshot()
    {
        spot.text(change(8, 9))
            .snapshot("ETHBTC", "{\"code\":-1003,\"msg\":\"Too many requests.\"}")
            .snapshot("ETHBTC", "<html>")
            .snapshot("ETHBTC", "{\"lastUpdateId\":10,\"bids\":[]}");

        assertEquals(4, spot.requests.size());
        assertEquals(2, spot.count(FeedCounter.MALFORMED));
        spot.snapshot("ETHBTC", snapshot(10));
        assertBook(spot, 10);
    }

    @Test
    void shouldFindGapsAndGoOnFromWhatCameSince()
    {
        spot.snapshot("ETHBTC", snapshot(10)).text(change(11, 12)).text(change(14, 15)).text(change(16, 17));
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(List.of("ETHBTC STALE sequence_gap"), spot.statuses);
        assertEquals(1, spot.count(FeedCounter.GAPS));
        assertEquals(List.of(ASK_SNAPSHOT), spot.requests);

        spot.snapshot("ETHBTC", snapshot(13));
        assertBook(spot, 17);
    }

    @Test
    void shouldFindAGapAmongKeptChanges()
    {
        spot.text(change(11, 12)).text(change(14, 15)).text(change(16, 16)).snapshot("ETHBTC", snapshot(10));
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(1, spot.count(FeedCounter.GAPS));
        assertEquals(List.of(ASK_SNAPSHOT, ASK_SNAPSHOT), spot.requests);

        spot.snapshot("ETHBTC", snapshot(13));
        assertBook(spot, 16);
    }

    @Test
    void shouldPassOverWhatComesTwice()
    {
        spot.snapshot("ETHBTC", snapshot(10))
            .text(change(11, 12)).text(change(11, 12)).text(change(13, 15)).text(change(11, 12)).text(change(14, 16));

        assertBook(spot, 16);
        assertEquals(2, spot.count(FeedCounter.STALE_DELTAS));
        assertEquals(0, spot.count(FeedCounter.GAPS));
    }

    @Test
    void shouldNotWaitForeverWhereAnUpdateIdWasWrong()
    {
        spot.snapshot("ETHBTC", snapshot(10)).text(change(11, 9012)).text(change(13, 15));

        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(1, spot.count(FeedCounter.GAPS));
    }

    @Test
    void shouldTakeANewerSnapshotOfALiveBookOnly()
    {
        spot.snapshot("ETHBTC", snapshot(10)).text(change(11, 15)).snapshot("ETHBTC", snapshot(14));
        assertBook(spot, 15);

        spot.snapshot("ETHBTC", snapshot(20)).text(change(16, 19)).text(change(20, 21));
        assertBook(spot, 21);
        assertEquals(0, spot.count(FeedCounter.GAPS));
    }

    @Test
    void shouldChainFuturesByTheChangeBefore()
    {
        futures
            .text(change(80, 85, 70)).text(change(88, 90, 85)).text(change(97, 105, 90))
            .snapshot("ETHBTC", snapshot(100));
        assertBook(futures, 105);

        futures.text(change(120, 130, 105)).text(change(131, 140, 130));
        assertBook(futures, 140);
        assertEquals(2, futures.count(FeedCounter.STALE_DELTAS));

        futures.text(change(141, 150, 139));
        assertFalse(futures.book("ETHBTC").isLive);
        assertEquals(1, futures.count(FeedCounter.GAPS));
    }

    @Test
    void shouldApplyTheChangeOfFuturesThatEndsWithTheSnapshot()
    {
        futures.text(change(97, 100, 90)).text(change(108, 110, 100)).snapshot("ETHBTC", snapshot(100));

        assertBook(futures, 110);
        assertEquals(0, futures.count(FeedCounter.STALE_DELTAS));
        assertEquals(2, futures.count(FeedCounter.DELTAS));
    }

    @Test
    void shouldFollowTheSnapshotOfFuturesThatWereQuiet()
    {
        futures.snapshot("ETHBTC", snapshot(100)).text(change(150, 155, 100)).text(change(150, 155, 100));

        assertBook(futures, 155);
        assertEquals(1, futures.count(FeedCounter.STALE_DELTAS));
    }

    @Test
    void shouldRefuseASnapshotOfFuturesThatIsTooOld()
    {
        futures.text(change(150, 155, 120)).snapshot("ETHBTC", snapshot(119));

        assertFalse(futures.book("ETHBTC").isLive);
        assertEquals(List.of(ASK_SNAPSHOT, ASK_SNAPSHOT), futures.requests);
    }

    @Test
    void shouldNotReadFuturesWithoutTheChangeBefore()
    {
        futures.snapshot("ETHBTC", snapshot(100)).text(change(101, 102));

        assertEquals(1, futures.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldForgetWhatItKeptWithItsConnection()
    {
        spot.text(change(8, 9)).text(change(10, 11)).reconnect();
        spot.text(change(20, 21)).snapshot("ETHBTC", snapshot(10));
        assertFalse(spot.book("ETHBTC").isLive);

        spot.snapshot("ETHBTC", snapshot(19)).reconnect();
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(List.of("ETHBTC STALE disconnected"), spot.statuses);
        spot.text(change(22, 22));
        assertEquals(4, spot.requests.size());
    }

    @Test
    void shouldTakeTheSnapshotWhicheverConnectionAskedForIt()
    {
        spot.text(change(8, 9)).text(change(10, 11));
        final FeedDecoder other = new BinanceSpot().newDecoder(spot.feed());
        final byte[] answer = snapshot(9).getBytes(StandardCharsets.UTF_8);
        other.onSnapshot("ETHBTC", answer, 0, answer.length, 1);
        spot.text(change(12, 12));

        assertBook(spot, 12);
    }

    @Test
    void shouldKeepNoMoreThanThereIsRoomFor()
    {
        int id = 1;
        while (spot.count(FeedCounter.OVERRUN_DELTAS) == 0)
        {
            spot.text(change(id, id));
            id++;
        }
        assertEquals(2, spot.requests.size());

        spot.text(change(id, id)).text(change(id + 1, id + 1)).snapshot("ETHBTC", snapshot(id - 2));
        assertFalse(spot.book("ETHBTC").isLive);
        spot.snapshot("ETHBTC", snapshot(id));
        assertBook(spot, id + 1);
    }

    @Test
    void shouldNotAskForeverForWhatCanNotBeHeld()
    {
        final FeedProbe probe = new FeedProbe(new BinanceSpot(), 0, 0);
        probe.text(change(8, 9)).snapshot("ETHBTC", """
            {"lastUpdateId":10,"bids":[["0.5","1"]],"asks":[]}""");
        probe.text(change(11, 12)).text(change(13, 14));
        assertFalse(probe.book("ETHBTC").isLive);
        assertEquals(List.of(ASK_SNAPSHOT), probe.requests);
        assertEquals(1, probe.count(FeedCounter.INEXACT));

        probe.snapshot("ETHBTC", snapshot(14)).text(change(15, 16));
        assertBook(probe, 16);
    }

    @Test
    void shouldLoseTheBookWithAChangeThatCanNotBeHeld()
    {
        final FeedProbe probe = new FeedProbe(new BinanceSpot(), 0, 0);
        probe.snapshot("ETHBTC", snapshot(10)).text("""
            {"e":"depthUpdate","E":1,"s":"ETHBTC","U":11,"u":12,"b":[["0.5","1"]],"a":[]}""").text(change(13, 14));
        assertFalse(probe.book("ETHBTC").isLive);

        probe.snapshot("ETHBTC", snapshot(12));
        assertBook(probe, 14);
    }

    @Test
    void shouldMissWhatItCouldNotRead()
    {
        spot.snapshot("ETHBTC", snapshot(10))
            .text("{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ETHBTC\",\"U\":11,\"u\":11,\"B\":[[\"1\",\"11\"]],\"a\":[]}")
            .text("{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ETHBTC\",\"U\":11,\"u\":11,\"b\":[[\"1\",\"11\"]],\"a\":[}")
            .text("{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ETHBTC\",\"u\":11,\"u\":11,\"b\":[[\"1\",\"11\"]],\"a\":[]}")
            .text("{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"ETHBTC\",\"U\":11,\"u\":11,\"b\":[[\"1\",\"-1\"]],\"a\":[]}");
        assertEquals(4, spot.count(FeedCounter.MALFORMED));
        assertBook(spot, 10);

        spot.text(change(12, 12));
        assertFalse(spot.book("ETHBTC").isLive);
    }

    @Test
    void shouldTakePartialBooksOfSpotAsTheyAre()
    {
        spot.text(partial(10)).text(partial(12)).text(partial(11));

        assertBook(spot, 12);
        assertEquals(2, spot.count(FeedCounter.SNAPSHOTS));
        assertEquals(1, spot.count(FeedCounter.STALE_DELTAS));
        assertEquals(3, spot.messages("partialDepth"));
    }

    @Test
    void shouldTellPartialBooksOfFuturesByTheirStream()
    {
        futures
            .text(combined("ethbtc@depth5@100ms", change(8, 10, 7)))
            .text(combined("ethbtc@depth5@100ms", change(18, 20, 17)))
            .text(combined("ethbtc@rpiDepth@500ms", change(21, 22, 20)));

        assertBook(futures, 20);
        assertEquals(2, futures.count(FeedCounter.SNAPSHOTS));
        assertEquals(List.of(), futures.requests);
    }

    @Test
    void shouldNotCarryABookOnFromAPartialOne()
    {
        spot.text(partial(10)).text(change(11, 12)).text(partial(12));
        assertFalse(spot.book("ETHBTC").isLive);
        assertEquals(List.of("ETHBTC STALE partial_book"), spot.statuses);
        assertEquals(List.of(ASK_SNAPSHOT), spot.requests);

        spot.snapshot("ETHBTC", snapshot(11)).text(partial(13));
        assertBook(spot, 12);
    }

    private static void assertBook(final FeedProbe probe, final long updateId)
    {
        assertTrue(probe.book("ETHBTC").isLive);
        assertEquals(updateId, probe.book("ETHBTC").sequence);
        assertEquals(Map.of(BigDecimal.ONE, BigDecimal.valueOf(updateId)), stripped(probe));
    }

    private static Map<BigDecimal, BigDecimal> stripped(final FeedProbe probe)
    {
        final BigDecimal quantity = probe.book("ETHBTC").bids.get(BigDecimal.ONE);

        return Map.of(BigDecimal.ONE, quantity.setScale(0));
    }

    private static String change(final long first, final long last)
    {
        return """
            {"e":"depthUpdate","E":1672515782136,"s":"ETHBTC","U":%d,"u":%d,"b":[["1.00","%d.0"]],"a":[]}"""
            .formatted(first, last, last);
    }

    private static String change(final long first, final long last, final long previous)
    {
        return """
            {"e":"depthUpdate","E":2,"T":1,"s":"ETHBTC","U":%d,"u":%d,"pu":%d,"b":[["1","%d"]],"a":[["2","0"]]}"""
            .formatted(first, last, previous, last);
    }

    private static String snapshot(final long updateId)
    {
        return "{\"lastUpdateId\":%d,\"bids\":[[\"1.0\",\"%d\"]],\"asks\":[]}".formatted(updateId, updateId);
    }

    private static String partial(final long updateId)
    {
        return combined("ethbtc@depth20@100ms", snapshot(updateId));
    }

    private static String combined(final String stream, final String data)
    {
        return "{\"stream\":\"%s\",\"data\":%s}".formatted(stream, data);
    }
}
